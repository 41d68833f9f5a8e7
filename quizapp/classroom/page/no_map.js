// In the place of map.js, in the page of a round that asks for no place: it is a tenth of the page.
// A page that was open since a round before, and is asked for a place now, is got anew.
function makeMapKind() {
  location.reload();
  return nothingToDo();
}

function judgedMap() {
  location.reload();
}
