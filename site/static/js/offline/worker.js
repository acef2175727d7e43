/**
 * The service worker of those who asked to keep lessons. self.offlineFacts (release, shell, files, signOut) and store.js come
 * before it in the same file, as courses/offline/shell.py puts them together.
 *
 * It never writes an answer of the site into a cache, but for the reader's own page and its files at installation, which are
 * fetched without anybody's cookies. Lessons are written by the page that shows how far it is. Addresses of staff, accounts,
 * money, sittings and verification are not even looked at.
 */
const { release, shell, files, signOut } = self.offlineFacts;
const store = self.offlineStore;
const SHELL = `offline-shell-${release}`;
const LEFT_ALONE = /^\/(staff|django-admin|accounts|orders|attempts|self-check|verify|credentials|api|webhooks|demo)\//;
const UNCHANGING = /^\/static\/.*\.[0-9a-f]{12}\.\w+$|^\/media\/images\//;
const KEPT_FILES = /^\/(static|media\/images|documents)\//;
const PATIENCE_MS = 6000;
const CHECK_AGAIN_MS = 600_000;
const FAREWELL_MS = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepShell().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOldShells().then(() => self.clients.claim()));
});

async function keepShell() {
  const cache = await caches.open(SHELL);
  await cache.addAll([shell, ...files].map((url) => new Request(url, { credentials: "omit", cache: "no-cache" })));
}

async function forgetOldShells() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("offline-shell-") && name !== SHELL);
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST" && url.pathname === signOut) event.respondWith(leave(request));
  if (request.method !== "GET" || LEFT_ALONE.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname));
  else if (KEPT_FILES.test(url.pathname)) event.respondWith(file(request, url.pathname));
});

self.addEventListener("sync", (event) => {
  if (event.tag === "offline-progress") event.waitUntil(store.send());
});

/** The page as the academy shows it; without a connection, or too slow a one, the reader in its place. */
async function page(event, path) {
  if (path === shell) return readerPage();
  const kept = await store.lessonAt(path);
  try {
    const answer = await soon(fetch(event.request), kept ? PATIENCE_MS : 0);
    event.waitUntil(catchUp().catch(() => {}));
    return answer;
  } catch {
    return readerPage();
  }
}

const readerPage = async () => (await caches.match(shell, { cacheName: SHELL, ignoreVary: true })) ?? fetch(shell);

function soon(promise, patience) {
  if (!patience) return promise;
  const late = new Promise((_resolve, reject) => setTimeout(reject, patience, new Error("too slow")));
  return Promise.race([promise, late]);
}

/** The connection works: send what waits, and ask now and then whether the courses are still open. */
async function catchUp() {
  await store.send();
  const due = (await store.courses()).filter((course) => Date.now() > course.checkedAt + CHECK_AGAIN_MS);
  for (const course of due) await store.check(course.slug);
}

async function file(request, path) {
  const kept = UNCHANGING.test(path) ? await keptFile(request) : null;
  if (kept) return kept;
  try {
    return await fetch(request);
  } catch (error) {
    const found = await keptFile(request);
    if (found) return found;
    throw error;
  }
}

async function keptFile(request) {
  const found = await caches.match(request.url, { ignoreVary: true });
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") ?? "");
  return found && range ? part(found, Number(range[1]), range[2]) : found;
}

/** Players ask for parts of a film. */
async function part(found, first, wanted) {
  const whole = await found.blob();
  const last = Math.min(wanted === "" ? whole.size - 1 : Number(wanted), whole.size - 1);
  const headers = { "Content-Range": `bytes ${first}-${last}/${whole.size}`, "Content-Type": found.headers.get("Content-Type") };
  if (first >= whole.size) return new Response(null, { status: 416 });
  return new Response(whole.slice(first, last + 1), { status: 206, headers });
}

/** Sign out: send what waits, then leave nothing behind. Without a connection nobody is signed out, so all stays. */
async function leave(request) {
  await soon(store.send(), FAREWELL_MS).catch(() => {});
  try {
    const answer = await fetch(request);
    await store.wipe();
    await caches.delete(SHELL);
    await self.registration.unregister();
    return answer;
  } catch {
    return readerPage();
  }
}
