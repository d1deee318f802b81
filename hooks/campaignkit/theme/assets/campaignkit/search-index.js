/* Search, 1 of 3: reads the index, which campaignkit/search writes in small files. The manifest is
   fetched when the search is opened, then a shard for each key of the query and the texts of the
   results that are shown; each file once. */
(function () {
  "use strict";
  const script = document.currentScript;
  if (!script) return;
  const SITE = new URL("../../", script.src);
  const SEARCH = new URL("search/", SITE);
  const BLOCKS = 64;

  const fetched = new Map();
  let manifest = null;

  async function get(path, how) {
    const address = new URL(path, SEARCH);
    if (manifest) address.searchParams.set("v", manifest.version);
    const answer = await fetch(address, manifest ? {} : { cache: "no-cache" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    return answer[how]();
  }

  function once(path, make) {
    if (!fetched.has(path)) {
      const wanted = make();
      fetched.set(path, wanted);
      wanted.catch(() => fetched.delete(path));  // asked again when the network is back
    }
    return fetched.get(path);
  }

  const open = () => once("index.json", async () => {
    const found = await get("index.json", "json");
    let base = 0;
    found.bases = found.segments.map(([count]) => { base += count; return base - count; });
    found.count = base;
    manifest = found;
    return found;
  });

  function varint(bytes, at) {
    let value = 0, shift = 0, byte;
    do {
      byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      shift += 7;
    } while (byte > 127);
    return [value, at];
  }

  /* A shard: where each key's postings begin and end. */
  function readShard(buffer) {
    const bytes = new Uint8Array(buffer);
    const size = new DataView(buffer).getUint32(0, true);
    const places = new Map();
    if (!size) return { bytes, places };
    const keys = new TextDecoder().decode(bytes.subarray(4, 4 + size)).split("\n");
    const lengths = [];
    let at = 4 + size, length;
    for (let n = 0; n < keys.length; n++) {
      [length, at] = varint(bytes, at);
      lengths.push(length);
    }
    keys.forEach((key, n) => {
      places.set(key, [at, at + lengths[n]]);
      at += lengths[n];
    });
    return { bytes, places };
  }

  const blockOf = (key) => key.codePointAt(0) % BLOCKS;
  function shardAt(block, number) {
    const path = "k/" + block + "-" + number + ".bin";
    return once(path, async () => readShard(await get(path, "arrayBuffer")));
  }

  async function postings(key) {
    const number = crc32(new TextEncoder().encode(key)) % manifest.per_block;
    const { bytes, places } = await shardAt(blockOf(key), number);
    const place = places.get(key);
    return place ? decode(bytes.subarray(place[0], place[1])) : [];
  }

  /* The keys with the same first character that `test` accepts, and their postings as one list. */
  async function postingsOf(first, test) {
    const numbers = Array.from({ length: manifest.per_block }, (_, number) => number);
    const shards = await Promise.all(numbers.map((number) => shardAt(blockOf(first), number)));
    const fields = new Map(), keys = [];
    shards.forEach(({ bytes, places }) => places.forEach(([start, end], key) => {
      if (key[0] !== first[0] || !test(key)) return;
      keys.push(key);
      decode(bytes.subarray(start, end)).forEach(([number, field]) => {
        if (!(fields.get(number) <= field)) fields.set(number, field);
      });
    }));
    return { keys, list: Array.from(fields) };
  }

  /* Simplified forms and readings of characters; fetched when a query finds nothing. */
  const characters = () => once("characters", async () => {
    const table = await get("characters.json", "json");
    const simple = new Map(), readings = new Map();
    const plain = Array.from(table.simplified);
    Array.from(table.traditional).forEach((one, place) => simple.set(one, plain[place]));
    Object.entries(table.readings).forEach(([syllable, all]) => {
      for (const one of all) readings.set(one, syllable);
    });
    return { simple, readings };
  });

  /* Pairs of document and field; the format is described in campaignkit/search/postings.py. */
  function decode(bytes) {
    const found = [];
    let at = 0, segment;
    while (at < bytes.length) {
      [segment, at] = varint(bytes, at);
      const base = manifest.bases[segment], count = manifest.segments[segment][0];
      if (bytes[at] < 128) {
        found.push([base + bytes[at + 1], bytes[at]]);
        at += 2;
        continue;
      }
      const end = at + 2 + bytes[at + 1];
      at += 2;
      while (at < end) {
        const field = bytes[at] & 3, mode = bytes[at] >> 2;
        at++;
        if (mode === 1) {
          const last = at + bytes[at] + 1;
          while (at < last) found.push([base + bytes[++at], field]);
          at++;
        } else if (mode === 2) {
          for (let n = 0; n < count; n++) if (bytes[at + (n >> 3)] & (1 << (n & 7))) found.push([base + n, field]);
          at += (count + 7) >> 3;
        } else {
          for (let n = 0; n < count; n++) found.push([base + n, field]);
        }
      }
    }
    return found;
  }

  const groupOf = (segment) => manifest.segments[segment][1];
  function segmentOf(number) {
    let low = 0, high = manifest.bases.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (manifest.bases[middle] <= number) low = middle; else high = middle - 1;
    }
    return low;
  }

  const CRC = Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte >>> 0;
  });
  function crc32(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = (sum >>> 8) ^ CRC[(sum ^ byte) & 255];
    return (sum ^ 0xffffffff) >>> 0;
  }

  async function load(number) {
    const segment = segmentOf(number), per = manifest.segments[segment][2];
    const own = number - manifest.bases[segment];
    const path = "d/" + segment + "-" + Math.floor(own / per) + ".json";
    const texts = await once(path, () => get(path, "json"));
    const [uri, title, subtitle, text, picture, sameAs] = texts[own % per];
    return { uri, title, subtitle, text, picture, page: sameAs || uri, group: groupOf(segment) };
  }

  window.ckSearch = { SITE, open, postings, postingsOf, characters, load, groupOf, segmentOf, manifest: () => manifest };
})();
