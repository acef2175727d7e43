/*
 * The staff area runs under script-src 'self'. Where Wagtail would write a script beside a field, the page has
 * <template data-staff-start="InlinePanel" data-arguments="[…]">; this file makes the call, now and for what comes later.
 */
const CALLED = ["initDateChooser", "initTimeChooser", "initDateTimeChooser", "createTaskChooser"];
const CONSTRUCTED = /^(InlinePanel|MultipleChooserPanel|[A-Z][A-Za-z]*Chooser)$/;

function begin(element) {
  const name = element.dataset.staffStart;
  const values = JSON.parse(element.dataset.arguments);
  element.removeAttribute("data-staff-start");
  if (CALLED.includes(name)) window[name](...values);
  else if (CONSTRUCTED.test(name)) new window[name](...values);
}

function beginAll(root) {
  for (const element of root.querySelectorAll("template[data-staff-start]")) begin(element);
}

function watch() {
  beginAll(document);
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE || !node.isConnected) continue;
        if (node.matches("template[data-staff-start]")) begin(node);
        else beginAll(node);
      }
  }).observe(document.body, { childList: true, subtree: true });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watch);
else watch();
