/*
 * The staff area's form of a labelled figure: a click on the picture places the spot that was edited last, else the first
 * that has no place yet. The number fields remain: they are the way by keyboard.
 */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;

  class Placer {
    constructor(root, prefix) {
      this.root = root;
      this.prefix = prefix;
      this.current = -1;
      this.stage = document.createElement("div");
      this.stage.className = "hotspots-stage";
      this.stage.hidden = true;
      this.stage.addEventListener("click", (event) => this.place(event));
      root.append(this.stage);
      root.addEventListener("focusin", (event) => this.remember(event.target));
      root.addEventListener("input", () => this.draw());
      this.watcher = new MutationObserver(() => this.draw());
      this.draw();
    }

    fields(name) {
      return [...this.root.querySelectorAll(`[name^="${this.prefix}-spots-"][name$="-value-${name}"]`)].filter(
        (field) => !this.isDeleted(field),
      );
    }

    isDeleted(field) {
      const mark = field.name.replace(/-value-\w+$/, "-deleted");
      return this.root.querySelector(`[name="${mark}"]`)?.value === "1";
    }

    get picture() {
      return this.root.querySelector(`[id^="${this.prefix}-image"] img, .chooser__image, .chooser__preview img`);
    }

    remember(field) {
      const spot = /-spots-\d+-/.exec(field.name || "")?.[0];
      if (spot) this.current = this.fields("x").findIndex((x) => x.name.includes(spot));
    }

    place(event) {
      const [across, down] = [this.fields("x"), this.fields("y")];
      const empty = across.findIndex((field) => field.value === "");
      const spot = this.current >= 0 ? this.current : empty;
      if (spot < 0 || spot >= across.length) return;
      const box = this.stage.getBoundingClientRect();
      this.write(across[spot], (event.clientX - box.left) / box.width);
      this.write(down[spot], (event.clientY - box.top) / box.height);
      this.current = -1;
      this.draw();
    }

    write(field, share) {
      field.value = (Math.min(1, Math.max(0, share)) * 100).toFixed(1);
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    draw() {
      this.watcher.disconnect();
      const address = this.picture?.getAttribute("src");
      this.stage.hidden = !address;
      if (address) this.stage.replaceChildren(this.copy(address), ...this.numbers());
      const seen = { childList: true, subtree: true, attributes: true, attributeFilter: ["src"] };
      this.watcher.observe(this.root, seen);
    }

    copy(address) {
      const image = this.stage.querySelector("img") || new Image();
      if (image.getAttribute("src") !== address) image.src = address;
      image.alt = "";
      return image;
    }

    numbers() {
      const down = this.fields("y");
      return this.fields("x").map((field, spot) => {
        const number = document.createElement("span");
        number.textContent = String(spot + 1);
        number.hidden = field.value === "" || !down[spot]?.value;
        number.style.left = `${field.value}%`;
        number.style.top = `${down[spot]?.value}%`;
        return number;
      });
    }
  }

  class HotspotsDefinition extends StructBlockDefinition {
    render(placeholder, prefix, ...rest) {
      const holder = placeholder.parentElement || placeholder[0]?.parentElement;
      const block = super.render(placeholder, prefix, ...rest);
      const field = document.querySelector(`[name="${prefix}-caption"]`) || holder;
      const root = field.closest(".hotspots-form") || holder;
      new Placer(root, prefix);
      return block;
    }
  }

  window.telepath.register("content.blocks.HotspotsBlock", HotspotsDefinition);
})();
