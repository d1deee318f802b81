/* The countdown. `until` is the instant at which it ends while it runs, 0 while it stands; `left`
   are the milliseconds that are left where it stands. So a reload changes nothing. */

const WARNING_SECONDS = 5;

function clockLeft(clock, now) {
  return Math.max(0, clock.until ? clock.until - now : clock.left);
}

function clockStarted(clock, now) {
  return { left: 0, until: now + clock.left };
}

function clockStopped(clock, now) {
  return { left: clockLeft(clock, now), until: 0 };
}

let audio = null;

/* A tone of so many hertz and seconds; a browser without sound stays silent. */
function tone(hertz, seconds) {
  const Context = window.AudioContext || window.webkitAudioContext;
  if (!Context) {
    return;
  }
  audio = audio || new Context();
  if (audio.state === "suspended") {
    audio.resume();
  }
  const source = audio.createOscillator();
  const volume = audio.createGain();
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.25, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + seconds);
  source.connect(volume);
  volume.connect(audio.destination);
  source.start();
  source.stop(audio.currentTime + seconds);
}
