// Before the deck is printed: answers are shown, and every slide is fitted to its page.
window.addEventListener("load", () => {
  document
    .querySelectorAll("section .answer")
    .forEach((answer) => answer.closest("section").classList.add("answered"));
  window.deckFit.all();
});
