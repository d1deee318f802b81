// The handout shows sheets without the player; they only need their type set.
window.deckFit.all();
