// The inline formset of trigger points: read, changed, added to and taken from as one would by hand.

export class PointFields {
  constructor(prefix, changed) {
    this.prefix = prefix;
    const list = document.getElementById(`id_${prefix}-FORMS`);
    for (const name of ["input", "change"]) list.addEventListener(name, changed);
    list.addEventListener("click", () => setTimeout(changed));
    new MutationObserver(changed).observe(list, { childList: true });
  }

  field(index, name) {
    return document.getElementById(`id_${this.prefix}-${index}-${name}`);
  }

  get count() {
    return Number(document.getElementById(`id_${this.prefix}-TOTAL_FORMS`).value);
  }

  all() {
    const indices = Array.from({ length: this.count }, (_none, index) => index);
    return indices.filter((index) => this.field(index, "x") && this.field(index, "DELETE")?.value !== "1").map((index) => this.read(index));
  }

  read(index) {
    const [label, view, x, y, note] = ["label", "view", "x", "y", "note"].map((name) => this.field(index, name).value);
    return { id: `point-${index}`, index, label, view, note, x: Number(x), y: Number(y), placed: x !== "" && y !== "" };
  }

  write(index, values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.field(index, name);
      field.value = value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }

  add(values) {
    document.getElementById(`id_${this.prefix}-ADD`).click();
    const index = this.count - 1;
    this.write(index, values);
    return index;
  }

  remove(index) {
    document.getElementById(`id_${this.prefix}-${index}-DELETE-button`).click();
  }

  // The first number that is still free in the view: the same point may be shown in several.
  nextLabel(view) {
    const taken = new Set(this.all().filter((point) => point.view === view).map(({ label }) => label));
    let number = 1;
    while (taken.has(`TrP${number}`)) number += 1;
    return `TrP${number}`;
  }
}
