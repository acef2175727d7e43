/* HTMX for whoever needs it on a page, fetched once and only then, so that a page is no heavier before. */
let loading;

/** Resolves when HTMX is there. It waits for the page: coming between, HTMX would wait for an event that is over. */
export function loadHtmx(url) {
  loading ??= pageLoaded().then(() => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.addEventListener("load", resolve, { once: true });
    script.addEventListener("error", reject, { once: true });
    document.head.append(script);
  }));
  return loading;
}

function pageLoaded() {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => { window.addEventListener("load", resolve, { once: true }); });
}
