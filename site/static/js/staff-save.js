/*
 * A form of the staff area that saves by itself may be saved by hand only when no such saving is under way: the server
 * may take the earlier words after the later ones, and the form would come back without what was typed last.
 */
const underWay = new WeakSet();
const waiting = new WeakMap();
let leaving = new WeakSet();

document.addEventListener("w-autosave:save", (event) => {
  const form = event.target;
  if (leaving.has(form)) event.preventDefault();
  queueMicrotask(() => { if (!event.defaultPrevented) underWay.add(form); });
});

function ended({ target: form }) {
  underWay.delete(form);
  if (!waiting.has(form)) return;
  const button = waiting.get(form);
  waiting.delete(form);
  // A pressed button shows that it works and is switched off; the server is told of it only if it is on.
  const { disabled } = button ?? {};
  if (disabled) button.disabled = false;
  form.requestSubmit(button);
  if (disabled) button.disabled = true;
}
for (const name of ["w-autosave:success", "w-autosave:error"]) document.addEventListener(name, ended);

window.addEventListener("submit", (event) => {
  if (!underWay.has(event.target)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.set(event.target, event.submitter);
}, { capture: true });

window.addEventListener("submit", (event) => { if (!event.defaultPrevented) leaving.add(event.target); });
window.addEventListener("pageshow", () => { leaving = new WeakSet(); });  // somebody came back to it
