/**
 * <film-player data-key data-resumed>: what the browser's own player lacks, around a <video> or <audio>.
 *
 * Chapters and lines of the transcript become buttons that lead to their time; the line that is spoken is marked and kept in
 * sight. Speed and captions are remembered for all films, the place for each, in this browser alone.
 */
const EVERY_SECONDS = 5;
const WORTH_RETURNING = 5;

const memory = {
  read(name) {
    try {
      return localStorage.getItem(`film:${name}`);
    } catch {
      return null; // A browser that keeps nothing plays all the same.
    }
  },
  write(name, value) {
    try {
      if (value === null) localStorage.removeItem(`film:${name}`);
      else localStorage.setItem(`film:${name}`, String(value));
    } catch {
      // As above.
    }
  },
};

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;

class FilmPlayer extends HTMLElement {
  connectedCallback() {
    this.media = this.querySelector("video, audio");
    if (!this.media) return;
    this.speed = this.querySelector("[data-speed]");
    this.captions = this.querySelector("[data-captions]");
    this.lists = [...this.querySelectorAll(".film__lines")].map((list) => [...list.querySelectorAll("li")]);
    this.lists.flat().forEach((line) => this.makeButton(line));
    this.leaving = new AbortController();
    const signal = this.leaving.signal;
    this.addEventListener("click", (event) => this.jump(event), { signal });
    this.speed.addEventListener("change", () => this.setSpeed(this.speed.value), { signal });
    this.captions?.addEventListener("change", () => this.setCaptions(this.captions.checked), { signal });
    for (const name of ["timeupdate", "seeked"]) this.media.addEventListener(name, () => this.follow(), { signal });
    for (const name of ["pause", "seeked"]) this.media.addEventListener(name, () => this.keepPlace(), { signal });
    this.media.addEventListener("ended", () => memory.write(this.dataset.key, null), { signal });
    this.media.addEventListener("ratechange", () => this.showSpeed(), { signal });
    window.addEventListener("pagehide", () => this.keepPlace(), { signal });
    this.recall(signal);
  }

  disconnectedCallback() {
    this.leaving?.abort();
  }

  makeButton(line) {
    const words = line.querySelector(".film__line");
    if (words.localName === "button") return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = words.className;
    button.append(...words.childNodes);
    words.replaceWith(button);
  }

  recall(signal) {
    this.setSpeed(memory.read("speed") ?? "1");
    if (this.captions) {
      this.setCaptions(memory.read("captions") !== "off");
      this.media.textTracks.addEventListener("change", () => this.showCaptions(), { signal });
    }
    if (this.media.readyState >= HTMLMediaElement.HAVE_METADATA) this.goBack();
    else this.media.addEventListener("loadedmetadata", () => this.goBack(), { signal, once: true });
  }

  goBack() {
    const place = Number(memory.read(this.dataset.key));
    if (this.media.currentTime > 0 || !(place > WORTH_RETURNING && place < this.media.duration - WORTH_RETURNING)) return;
    this.media.currentTime = place;
    this.querySelector("[data-status]").textContent = this.dataset.resumed.replace("{time}", clock(place));
  }

  keepPlace() {
    const { currentTime, ended } = this.media;
    if (!ended && currentTime > 0) memory.write(this.dataset.key, currentTime.toFixed(1));
    this.kept = currentTime;
  }

  jump(event) {
    const line = event.target.closest("button")?.closest("[data-from]");
    if (!line) return;
    this.media.currentTime = Number(line.dataset.from);
    this.media.play().catch(() => {}); // The browser may want another press: the place is right all the same.
  }

  follow() {
    for (const lines of this.lists) this.mark(lines);
    if (Math.abs(this.media.currentTime - (this.kept ?? 0)) >= EVERY_SECONDS) this.keepPlace();
  }

  mark(lines) {
    const now = this.media.currentTime + 0.01; // A seek to a cue's start may land a hair before it.
    const current = lines.find((line) => Number(line.dataset.from) <= now && now < Number(line.dataset.to));
    if (!current || current.firstElementChild.ariaCurrent === "true") return;
    for (const line of lines) line.firstElementChild.ariaCurrent = line === current ? "true" : null;
    this.keepInSight(current);
  }

  /** Scrolls the transcript, never the page; not while somebody reads elsewhere in it. */
  keepInSight(line) {
    const frame = line.closest(".transcript__text");
    if (!frame || frame.matches(":hover, :focus-within")) return;
    frame.scrollTop += line.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
  }

  setSpeed(value) {
    const speed = Number(value);
    this.media.defaultPlaybackRate = speed;
    this.media.playbackRate = speed;
    memory.write("speed", speed);
    this.showSpeed();
  }

  showSpeed() {
    this.speed.value = String(this.media.playbackRate);
  }

  get track() {
    return [...this.media.textTracks].find((track) => track.kind === "captions");
  }

  setCaptions(on) {
    if (this.track) this.track.mode = on ? "showing" : "hidden";
    memory.write("captions", on ? "on" : "off");
    this.showCaptions();
  }

  showCaptions() {
    this.captions.checked = this.track?.mode === "showing";
  }
}

customElements.define("film-player", FilmPlayer);
