/** <comment-bank>: a press on a reusable comment puts it into the text where the cursor stands. */
class CommentBank extends HTMLElement {
  connectedCallback() {
    this.text = this.querySelector("textarea");
    this.addEventListener("click", ({ target }) => {
      const button = target.closest("button");
      if (button) this.insert(button.textContent.trim());
    });
  }

  insert(words) {
    const { selectionStart: start, selectionEnd: end, value } = this.text;
    const gap = start && !/\s/.test(value[start - 1]) ? " " : "";
    this.text.setRangeText(gap + words, start, end, "end");
    this.text.focus();
  }
}
customElements.define("comment-bank", CommentBank);
