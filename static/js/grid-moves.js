// Owns moving between the cells of the grid with the keyboard, and from a value to what else its row offers.
(() => {
  "use strict";
  if (!window.grid) return;
  const { table, cells, inputOf, isChanged, save } = window.grid;
  const cellOf = (element) => (element.matches("[name=text]") ? element.closest(".cell") : null);
  const isShown = (element) => element.getClientRects().length > 0;
  const isOneLine = (cell) => inputOf(cell).matches("input"); // in a field of several lines arrows move in its text

  function focusCell(cell) {
    if (!cell) return false;
    inputOf(cell).focus();
    inputOf(cell).select();
    return true;
  }

  // --- up and down in the column ---
  const columnOf = (cell) => cell.closest("td").cellIndex;
  const column = (cell) => cells().filter((other) => columnOf(other) === columnOf(cell) && isShown(inputOf(other)));
  function neighbour(cell, step) {
    const all = column(cell);
    return all[all.indexOf(cell) + step];
  }

  // As in Excel: to the last value before a gap, over a gap to the next value, else to the end.
  function farthest(cell, step) {
    const all = column(cell), isFull = (place) => Boolean(inputOf(all[place]).value);
    const isThere = (place) => place >= 0 && place < all.length;
    let place = all.indexOf(cell) + step;
    if (!isThere(place)) return null;
    const goesOn = isFull(place - step) && isFull(place) ? isFull : (at) => !isFull(at - step);
    while (isThere(place + step) && goesOn(place + step)) place += step;
    return all[place];
  }

  // --- along the row: its value, then its links and buttons ---
  const rowOf = (element) => element.closest(".indicator");
  const others = (row) => [...row.querySelectorAll("a[href], button, summary")]
    .filter((each) => isShown(each) && !each.closest(".cell, details > :not(summary)"));
  const offers = (row) => [...row.querySelectorAll(".cell [name=text]"), ...others(row)]; // the value first, wherever it stands
  function beside(element, step) {
    const all = offers(rowOf(element));
    return all[all.indexOf(element) + step];
  }

  function goTo(element) {
    if (!element) return false;
    if (element.name === "text") return focusCell(element.closest(".cell"));
    element.focus();
    return true;
  }

  function target(event, cell) {
    const { selectionStart, selectionEnd, value } = inputOf(cell);
    switch (event.key) {
      case "ArrowDown": return isOneLine(cell) ? neighbour(cell, 1) : null;
      case "ArrowUp": return isOneLine(cell) ? neighbour(cell, -1) : null;
      case "Enter": return neighbour(cell, event.shiftKey ? -1 : 1);
      case "Tab": return keepsTab(cell) ? null : neighbour(cell, event.shiftKey ? -1 : 1);
      case "ArrowLeft": return selectionEnd === 0 ? beside(inputOf(cell), -1) : null;
      case "ArrowRight": return selectionStart === value.length ? beside(inputOf(cell), 1) : null;
      default: return null;
    }
  }

  // A question at the cell, or a row that is opened, comes before the next row.
  const keepsTab = (cell) => [...cell.querySelectorAll(".cell-state button")].some(isShown)
    || Boolean(rowOf(cell).querySelector("details[open]"));

  function far(event, cell) {
    switch (event.key) {
      case "ArrowDown": return farthest(cell, 1);
      case "ArrowUp": return farthest(cell, -1);
      case "Home": return column(cell)[0];
      case "End": return column(cell).at(-1);
      default: return null;
    }
  }

  function typedKey(event, cell) {
    if (event.key === "Escape" && isChanged(cell)) {
      inputOf(cell).value = inputOf(cell).defaultValue;
      save(cell);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      save(cell);
    }
    const found = target(event, cell);
    if (found?.matches?.(".cell") ? focusCell(found) : goTo(found)) event.preventDefault();
  }

  function offeredKey(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const back = event.key === "Escape" ? rowOf(event.target)?.querySelector(".cell [name=text]") : null;
    if (!rowOf(event.target) || !offers(rowOf(event.target)).includes(event.target)) return;
    if (goTo(step ? beside(event.target, step) : back)) event.preventDefault();
  }

  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event.target), isFar = event.ctrlKey || event.metaKey;
    if (event.isComposing || event.altKey) return;
    if (cell && isFar) {
      if (focusCell(far(event, cell))) event.preventDefault();
    } else if (cell) typedKey(event, cell);
    else if (!isFar) offeredKey(event);
  });
})();
