// Owns moving between the cells of the grid with the keyboard.
(() => {
  "use strict";
  if (!window.grid) return;
  const { table, forms, inputOf, isChanged, save } = window.grid;
  const formOf = (event) => (event.target.matches("input[name=text]") ? event.target.closest("form.cell") : null);

  function focusCell(form) {
    if (!form) return false;
    inputOf(form).focus();
    inputOf(form).select();
    return true;
  }

  // --- keyboard: up and down in the column, left and right where the text ends ---
  const columnOf = (form) => form.closest("td").cellIndex;
  function neighbour(form, step) {
    const column = forms().filter((other) => columnOf(other) === columnOf(form));
    return column[column.indexOf(form) + step];
  }
  function beside(form, step) {
    const row = [...form.closest("tr").querySelectorAll("form.cell")];
    return row[row.indexOf(form) + step];
  }
  function target(event, form) {
    const { selectionStart, selectionEnd, value } = inputOf(form);
    switch (event.key) {
      case "ArrowDown": return neighbour(form, 1);
      case "ArrowUp": return neighbour(form, -1);
      case "Enter": return neighbour(form, event.shiftKey ? -1 : 1);
      case "ArrowLeft": return selectionEnd === 0 ? beside(form, -1) : null;
      case "ArrowRight": return selectionStart === value.length ? beside(form, 1) : null;
      default: return null;
    }
  }
  table.addEventListener("keydown", (event) => {
    const form = formOf(event);
    if (!form || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape" && isChanged(form)) {
      inputOf(form).value = inputOf(form).defaultValue;
      save(form);
    }
    if (event.key === "Enter") {
      event.preventDefault();
      save(form);
    }
    if (focusCell(target(event, form))) event.preventDefault();
  });
})();
