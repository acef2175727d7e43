/**
 * <offline-course data-address data-worker data-slug …words>: keeps a course on this device, module by module.
 *
 * Says what it weighs before, how far it is meanwhile, and what is here afterwards; it can be stopped, brought up to date and
 * removed. What must be said stands in the page (data-…), numbers go into {…}. Without what it takes, plain words remain.
 */
const ABLE = "serviceWorker" in navigator && "caches" in globalThis && "indexedDB" in globalThis && isSecureContext;
const WORKERS = 4;
const UNITS = ["kB", "MB", "GB"];

class OfflineCourse extends HTMLElement {
  async connectedCallback() {
    this.hidden = false;
    if (!ABLE) return;
    this.part("unable").hidden = true;
    this.box = this.querySelector("details");
    this.form = this.querySelector("form");
    this.box.hidden = false;
    this.box.addEventListener("toggle", () => this.box.open && !this.manifest && this.open());
    this.form.addEventListener("submit", (event) => this.keep(event));
    this.form.addEventListener("change", () => this.weigh());
    this.part("stop").addEventListener("click", () => this.stopping.abort());
    this.part("update").addEventListener("click", () => this.update());
    this.part("remove").addEventListener("click", () => this.remove());
    offlineStore.channel.addEventListener("message", ({ data }) => "changed" in data && this.showKept());
    await this.lookAfter();
  }

  part(name) {
    return this.querySelector(`[data-part="${name}"]`);
  }

  /** A course that is kept is checked whenever this page opens. */
  async lookAfter() {
    const kept = await this.showKept();
    if (!kept || !navigator.onLine) return;
    const found = await offlineStore.check(this.dataset.slug).catch(() => "unknown");
    if (found === "gone" || found === "else") this.say("gone");
    await this.showKept();
  }

  async open() {
    try {
      const answer = await fetch(this.dataset.address, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      this.manifest = await answer.json();
    } catch {
      this.say(navigator.onLine ? "failed" : "offline");
      return;
    }
    await this.fill();
    this.part("waiting").hidden = true;
    this.form.hidden = false;
    await this.weigh();
  }

  /** One box a module that has lessons to keep; all are ticked at first, later those that were chosen. */
  async fill() {
    const kept = await offlineStore.course(this.dataset.slug);
    const list = this.part("modules");
    const modules = this.manifest.modules.filter((module) => module.steps.some((step) => step.body));
    const full = modules.map((module) => {
      const line = this.querySelector("template").content.cloneNode(true);
      const box = line.querySelector("input");
      box.value = module.id;
      box.checked = !kept || kept.chosen.includes(module.id);
      line.querySelector("[data-title]").textContent = module.title;
      line.querySelector("[data-size]").textContent = size(this.weightOf([module], { pictures: true }));
      return line;
    });
    list.replaceChildren(...full);
    if (kept) this.form.elements.kind.value = kept.kinds.pictures ? "pictures" : "text";
    if (kept) this.form.elements.media.checked = kept.kinds.media;
  }

  get chosen() {
    return [...this.form.querySelectorAll("[name=module]:checked")].map((box) => Number(box.value));
  }

  get kinds() {
    return { pictures: this.form.elements.kind.value === "pictures", media: this.form.elements.media.checked };
  }

  get chosenModules() {
    return this.manifest.modules.filter((module) => this.chosen.includes(module.id));
  }

  /** What the lessons of some modules weigh, each file counted once. */
  weightOf(modules, kinds) {
    const steps = modules.flatMap((module) => module.steps).filter((step) => step.body);
    const texts = steps.reduce((sum, step) => sum + step.bytes, 0);
    return filesOf(this.manifest, steps, kinds).reduce((sum, [, bytes]) => sum + bytes, texts);
  }

  async weigh() {
    const modules = this.chosenModules;
    const text = this.weightOf(modules, {});
    this.part("text").textContent = size(text);
    this.part("pictures").textContent = size(this.weightOf(modules, { pictures: true }));
    const media = this.weightOf(modules, { media: true }) - text;
    this.part("media").textContent = size(media);
    this.part("with-media").hidden = media === 0;
    const total = this.weightOf(modules, this.kinds);
    const room = await navigator.storage.estimate().catch(() => ({}));
    const isTight = room.quota !== undefined && total > room.quota - room.usage;
    this.part("total").textContent = this.words(isTight ? "noRoom" : "total", size(total), size(room.quota - room.usage));
    this.part("keep").disabled = modules.length === 0;
  }

  async keep(event) {
    event.preventDefault();
    const { chosen, kinds, manifest } = this;
    await this.download(async () => {
      await this.prepare(manifest.owner);
      const before = await offlineStore.course(this.dataset.slug);
      const course = {
        slug: this.dataset.slug, address: this.dataset.address, owner: manifest.owner, manifest, chosen, kinds,
        kept: before?.kept ?? {}, checkedAt: Date.now(),
      };
      await offlineStore.saveCourse(course);
      return course;
    });
  }

  /** A worker for this browser, a word to the server that there is something to wipe, and nothing of anybody else. */
  async prepare(owner) {
    const others = (await offlineStore.courses()).filter((course) => course.owner !== owner);
    if (others.length) await offlineStore.wipe();
    await navigator.serviceWorker.register(this.dataset.worker, { scope: "/" });
    await navigator.serviceWorker.ready;
    const safe = location.protocol === "https:" ? "; secure" : "";
    document.cookie = `offline=${owner}; path=/; max-age=31536000; samesite=lax${safe}`;
    navigator.storage.persist().catch(() => {});
  }

  async update() {
    await this.download(async () => {
      const found = await offlineStore.check(this.dataset.slug);
      if (found === "gone" || found === "else") throw new DOMException(found, "GoneError");
      return offlineStore.course(this.dataset.slug);
    });
  }

  /** Fetch what is chosen and not here; whatever happens is said in words, and what arrived before it stays. */
  async download(begin) {
    this.stopping = new AbortController();
    this.busy(true);
    this.say("");
    try {
      await this.fetchAll(await begin());
      this.say("done");
    } catch (error) {
      this.say(this.stopping.signal.aborted ? "stopped" : { QuotaExceededError: "full", GoneError: "gone" }[error.name] ?? "failed");
    }
    this.busy(false);
    await this.showKept();
  }

  async fetchAll(course) {
    const cache = await caches.open(offlineStore.cacheOf(course));
    const steps = offlineStore.chosenSteps(course).filter((step) => step.body);
    const files = filesOf(course.manifest, steps, course.kinds);
    await forgetOthers(cache, course, steps, files);
    const wanted = await missing(cache, course, steps, files);
    const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
    let arrived = 0;
    const fetchNext = async () => {
      for (let file = wanted.shift(); file; file = wanted.shift()) {
        await this.fetchOne(cache, course, file);
        arrived += file.bytes;
        this.progress(arrived, total);
      }
    };
    this.progress(0, total);
    const ends = await Promise.allSettled(Array.from({ length: WORKERS }, fetchNext));
    await offlineStore.saveCourse(course);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
  }

  async fetchOne(cache, course, file) {
    const answer = await fetch(file.url, { signal: this.stopping.signal, cache: "no-cache" });
    if (answer.status !== 200 || answer.redirected) throw new Error(`${file.url}: ${answer.status}`);
    await cache.put(file.url, answer);
    if (file.version) course.kept[file.url] = file.version;
  }

  async remove() {
    await offlineStore.removeCourse(this.dataset.slug);
    this.say("removed");
    await this.showKept();
  }

  progress(arrived, total) {
    const bar = this.querySelector("progress");
    bar.max = total || 1;
    bar.value = total ? arrived : 1;
    this.part("arrived").textContent = this.words("arrived", size(arrived), size(total));
  }

  busy(isBusy) {
    this.part("busy").hidden = !isBusy;
    this.part("choice").hidden = isBusy;
    if (isBusy) this.part("stop").focus();
  }

  /** What is here; returns whether anything is. */
  async showKept() {
    const course = await offlineStore.course(this.dataset.slug);
    const steps = course ? offlineStore.stepsOf(course).filter((step) => offlineStore.isKept(course, step)) : [];
    const isStale = Boolean(course) && !offlineStore.isCurrent(course);
    this.part("here").hidden = !course;
    this.part("update").hidden = !isStale;
    this.part("summary").textContent = course ? this.words(isStale ? "stale" : "here", steps.length) : "";
    return Boolean(course);
  }

  words(name, ...numbers) {
    return numbers.reduce((words, number, place) => words.replace(`{${place}}`, number), this.dataset[name]);
  }

  say(name) {
    this.part("status").textContent = name && this.words(name);
  }
}

/** The files of some lessons with their bytes, each once. */
function filesOf(manifest, steps, kinds) {
  const names = ["assets", ...(kinds.pictures ? ["pictures"] : []), ...(kinds.media ? ["media"] : [])];
  const found = new Map();
  for (const name of names) for (const step of steps) for (const url of step[name]) found.set(url, manifest[name][url]);
  return [...found];
}

/** What is not here yet: files by their address, lessons by their version. */
async function missing(cache, course, steps, files) {
  const here = new Set((await cache.keys()).map((request) => new URL(request.url).pathname));
  const texts = steps.filter((step) => course.kept[step.body] !== step.version);
  return [
    ...texts.map((step) => ({ url: step.body, bytes: step.bytes, version: step.version })),
    ...files.filter(([url]) => !here.has(decodeURI(url)) && !here.has(url)).map(([url, bytes]) => ({ url, bytes })),
  ];
}

/** What was kept and is no longer chosen, or no longer part of the course. */
async function forgetOthers(cache, course, steps, files) {
  const wanted = new Set([...steps.map((step) => step.body), ...files.map(([url]) => url)].map((url) => new URL(url, location).href));
  for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
  const bodies = new Set(steps.map((step) => step.body));
  for (const url of Object.keys(course.kept)) if (!bodies.has(url)) delete course.kept[url];
}

function size(bytes) {
  let value = Math.max(1, (bytes || 0) / 1000);
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1];
  return bytes ? `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit ? 1 : 0 })} ${UNITS[unit]}` : `0 ${UNITS[0]}`;
}

customElements.define("offline-course", OfflineCourse);
