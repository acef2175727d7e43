/**
 * What this browser keeps for reading without a connection: courses and reports in IndexedDB, files in caches.
 *
 * The pages and the service worker share this file, so it exports nothing and sets globalThis.offlineStore. All that is
 * kept belongs to one person, named by an opaque word (owner); whatever belongs to another is wiped, never shown.
 */
globalThis.offlineStore = (() => {
  const BASE = "academy-offline";
  const FILES = "offline:";
  const DAY_MS = 86_400_000;
  const AT_ONCE = 50;
  const GONE = [403, 404, 410];
  const channel = new BroadcastChannel(BASE);

  const asPromise = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });

  async function base() {
    const request = indexedDB.open(BASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("courses", { keyPath: "slug" });
      request.result.createObjectStore("queue", { keyPath: "key" });
    };
    return asPromise(request);
  }

  async function within(table, mode, act) {
    const opened = await base();
    try {
      return await asPromise(act(opened.transaction(table, mode).objectStore(table)));
    } finally {
      opened.close();
    }
  }

  const all = (table) => within(table, "readonly", (store) => store.getAll());
  const get = (table, key) => within(table, "readonly", (store) => store.get(key));
  const put = (table, value) => within(table, "readwrite", (store) => store.put(value));
  const drop = (table, key) => within(table, "readwrite", (store) => store.delete(key));

  const cacheOf = (course) => `${FILES}${course.owner}:${course.slug}`;
  const stepsOf = (course) => course.manifest.modules.flatMap((module) => module.steps);
  const tell = (message) => channel.postMessage(message);

  async function removeCourse(slug) {
    const course = await get("courses", slug);
    if (!course) return;
    await caches.delete(cacheOf(course));
    await drop("courses", slug);
    tell({ changed: slug });
  }

  /** Forget everything, reports that were not sent included. */
  async function wipe() {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(FILES)).map((name) => caches.delete(name)));
    await within("courses", "readwrite", (store) => store.clear());
    await within("queue", "readwrite", (store) => store.clear());
    tell({ changed: "" });
  }

  /** The courses that may still be shown: those whose time without asking the academy ran out are removed. */
  async function courses() {
    const kept = await all("courses");
    const over = kept.filter((course) => Date.now() > course.checkedAt + course.manifest.keep_days * DAY_MS);
    for (const course of over) await removeCourse(course.slug);
    return kept.filter((course) => !over.includes(course));
  }

  /** The lesson at a path: its course, its step, the step's place among all; nothing if it is not kept. */
  async function lessonAt(path) {
    for (const course of await courses()) {
      const steps = stepsOf(course);
      const place = steps.findIndex((step) => step.url === path);
      if (place >= 0 && isKept(course, steps[place])) return { course, step: steps[place], steps, place };
    }
    return null;
  }

  const isKept = (course, step) => Boolean(step.body && course.kept[step.body]);

  /** Ask whether the course is still open and what is new in it; says "same", "new", "gone", "else" or "unknown". */
  async function check(slug) {
    const course = await get("courses", slug);
    if (!course) return "gone";
    const headers = course.manifest.version ? { "If-None-Match": `"${course.manifest.version}"` } : {};
    const answer = await fetch(course.address, { headers, cache: "no-store" });
    if (GONE.includes(answer.status)) {
      await removeCourse(slug);
      return "gone";
    }
    if (answer.status !== 200 && answer.status !== 304) return "unknown";
    const manifest = answer.status === 200 ? await answer.json() : course.manifest;
    if (manifest.owner !== course.owner) {
      await wipe();
      return "else";
    }
    await put("courses", { ...course, manifest, checkedAt: Date.now() });
    return isCurrent({ ...course, manifest }) ? "same" : "new";
  }

  const chosenSteps = (course) =>
    course.manifest.modules.filter((module) => course.chosen.includes(module.id)).flatMap((module) => module.steps);

  /** Whether every chosen lesson is here in the version that the academy shows. */
  const isCurrent = (course) =>
    chosenSteps(course).every((step) => !step.body || course.kept[step.body] === step.version);

  /** Keep a report: what was done on a step, by this device's clock. Only the last place on a step is worth sending. */
  async function report(course, step, kind, position = 0) {
    const item = { key: crypto.randomUUID(), step: step.id, kind, at: new Date().toISOString(), position };
    if (kind === "position") {
      const older = (await all("queue")).filter((other) => other.kind === kind && other.step === step.id);
      for (const other of older) await drop("queue", other.key);
    }
    await put("queue", { ...item, slug: course.slug, owner: course.owner });
    await remember(course.slug, step.id, kind, position);
    await askForSync();
  }

  /** The device shows at once what it will report. */
  async function remember(slug, id, kind, position) {
    const course = await get("courses", slug);
    const step = course && stepsOf(course).find((other) => other.id === id);
    if (!step) return;
    if (kind === "done") step.state = "done";
    if (kind === "position") step.position = position;
    await put("courses", course);
  }

  async function askForSync() {
    try {
      const ready = globalThis.registration ?? (await navigator.serviceWorker.getRegistration());
      await ready?.sync?.register("offline-progress");
    } catch {
      // Not here or not allowed: the next page or the return of the connection sends it.
    }
  }

  /** Send what is waiting; returns how many things the academy took in. One sender at a time. */
  async function send() {
    const sendAll = async () => {
      const waiting = await all("queue");
      const slugs = [...new Set(waiting.map((item) => item.slug))];
      let taken = 0;
      for (const slug of slugs) taken += await sendCourse(waiting.filter((item) => item.slug === slug));
      if (taken) tell({ sent: taken });
      return taken;
    };
    return navigator.locks ? navigator.locks.request(BASE, sendAll) : sendAll();
  }

  async function sendCourse(items) {
    let taken = 0;
    for (let first = 0; first < items.length; first += AT_ONCE) {
      const answers = await post(items.slice(first, first + AT_ONCE));
      if (!answers) break;
      for (const answer of answers) await drop("queue", answer.key);
      taken += answers.filter((answer) => answer.verdict === "accepted").length;
    }
    return taken;
  }

  /** The answers to a batch, or nothing if it must wait. */
  async function post(items) {
    const { slug, owner } = items[0];
    const sent = items.map(({ slug: _slug, owner: _owner, ...item }) => item);
    const answer = await fetch(`/courses/${slug}/offline/progress/`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ owner, items: sent }),
    });
    if (answer.status === 409) await wipe();
    if (GONE.includes(answer.status)) {
      await removeCourse(slug);
      for (const item of items) await drop("queue", item.key);
    }
    return answer.ok ? (await answer.json()).answers : null;
  }

  return {
    channel, cacheOf, stepsOf, chosenSteps, isKept, isCurrent, courses, lessonAt, check, report, send, wipe, removeCourse,
    course: (slug) => get("courses", slug),
    saveCourse: (course) => put("courses", course),
    waiting: () => all("queue"),
  };
})();
