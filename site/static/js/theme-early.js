/* Runs before the first paint, so it is a classic script and not a module: nothing may flash. */
(() => {
  try {
    const theme = localStorage.getItem("theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    /* Storage is switched off: the system's choice stands. */
  }
})();
