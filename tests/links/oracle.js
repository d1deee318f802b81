// The independent oracle: a real Chromium parses each page, resolves each link and asks for it.
async ({ page, charset, seeds, host, prefix }) => {
  const ID_ATTRIBUTES = ["for", "headers", "list", "form", "popovertarget", "usemap",
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-flowto",
    "aria-details", "aria-activedescendant", "aria-errormessage"];
  const LINK_ATTRIBUTES = ["href", "src", "srcset", "imagesrcset", "action", "formaction", "cite",
    "poster", "data", "content", "ping", "background", "longdesc", "srcdoc", "style", "fill",
    "clip-path", "data-src", "data-background-image", "xlink:href"];

  const bytes = await (await fetch(page)).arrayBuffer();
  const text = new TextDecoder(charset).decode(bytes);
  const isHtml = page.endsWith(".html");
  const doc = isHtml ? Document.parseHTMLUnsafe(text) : null;
  const elements = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      elements.push(element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
  };
  if (doc) walk(doc);
  const baseElement = doc && doc.querySelector("base[href]");
  const base = baseElement ? new URL(baseElement.getAttribute("href"), page).href : page;

  const values = (names) => elements.flatMap((element) =>
    names.filter((name) => element.hasAttribute(name))
      .map((name) => ({ element, name, value: element.getAttribute(name) })));
  const links = values(LINK_ATTRIBUTES);
  const texts = elements.filter((element) => element.localName === "style" ||
    element.type === "application/ld+json").map((element) => element.textContent);
  const ids = values(ID_ATTRIBUTES);

  const anchor = (target, hash) => {
    const fragment = hash.slice(1).split(":~:")[0];
    if (fragment === "") return true;
    const named = (name) => target.getElementById(name) ||
      [...target.querySelectorAll("a[name]")].find((a) => a.getAttribute("name") === name);
    let decoded = fragment;
    try { decoded = decodeURIComponent(fragment); } catch { /* not UTF-8 */ }
    return Boolean(named(fragment) || named(decoded) || decoded.toLowerCase() === "top");
  };

  const ask = async (link, from) => {
    let url;
    try { url = new URL(link, from); } catch { return { parsed: false }; }
    const told = { parsed: true, protocol: url.protocol, host: url.hostname, user: url.username,
      foreign: url.host !== host, path: url.pathname, rest: url.href.slice(url.protocol.length) };
    if (!/^https?:$/.test(url.protocol) || told.foreign) return told;
    let answer;
    try {
      answer = await fetch(url.href, { redirect: "manual" });
    } catch (error) {
      return { ...told, status: 0, type: String(error) };
    }
    told.status = answer.type === "opaqueredirect" ? 301 : answer.status;
    told.type = answer.headers.get("content-type");
    if (url.hash && (answer.status === 200 || told.status === 301)) {
      const kind = /svg/.test(told.type) ? "image/svg+xml" : "text/html";
      if (/html|svg/.test(told.type)) {
        const body = await answer.text();
        told.anchor = anchor(new DOMParser().parseFromString(body, kind), url.hash);
      }
    }
    // Seen from deeper down, does the link still stay below the root?
    const deep = from.replace(`${host}/`, `${host}/d/d/d/d/`);
    try { told.leaves = !new URL(link, deep).pathname.startsWith("/d/d/d/d/"); } catch { }
    told.below = url.pathname.startsWith(prefix);
    return told;
  };

  const results = [];
  for (const { link } of seeds) {
    const told = await ask(link, base);
    const holders = links.filter(({ value }) => value === link || (link && value.includes(link)));
    told.attribute = holders.length > 0;
    told.text = texts.some((content) => content.includes(link));
    told.readable = doc ? doc.documentElement.textContent.includes(
      link.replace(/<[^>]*>/g, "")) : false;
    const naming = ids.find(({ value }) => value.split(/\s+/).includes(link));
    if (naming) {
      told.names = naming.name === "usemap"
        ? Boolean(doc.querySelector(`map[name="${CSS.escape(link.slice(1))}"]`))
        : Boolean(doc.getElementById(link));
    }
    told.copies = doc && link ? doc.querySelectorAll(`[id="${CSS.escape(link)}"]`).length : 0;
    told.idInPage = doc && link.startsWith("#")
      ? Boolean(doc.getElementById(link.slice(1))) : undefined;
    if (told.protocol === "mailto:") {
      const input = document.createElement("input");
      input.type = "email";
      input.multiple = true;
      input.required = !/[?&](to|cc|bcc|subject)=/.test(link);
      input.value = decodeURIComponent(told.rest.split("?")[0]);
      // Chromium turns what it can into Punycode while typing; an address must be plain as it is.
      told.email = input.checkValidity() && input.value ===
        decodeURIComponent(link.split("?")[0].slice(7)).replace(/,\s+/g, ",");
    }
    try { JSON.parse(link); told.json = true; } catch { told.json = false; }
    results.push(told);
  }
  return results;
}
