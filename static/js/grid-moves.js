// Owns moving between the cells of the grid with the keyboard, and pasting a column copied from Excel.
(() => {
  "use strict";
  if (!window.grid) return;
  const { table, forms, inputOf, isChanged, save, announce, words } = window.grid;
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

  // --- paste ---
  // Excel separates cells by tabs and rows by line ends, and quotes a cell that holds either.
  function firstColumn(text) {
    const lines = [[""]];
    for (const [, cell, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g)) {
      const line = lines[lines.length - 1];
      line[line.length - 1] = cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      if (end === "\t") line.push("");
      else if (end === "\n") lines.push([""]);
      else break;
    }
    return lines.map((line) => line[0].replace(/\s+/g, " ").trim());
  }

  const plain = (text) => text.trim().normalize("NFC").replace(/[০-৯]/g, (digit) => "০১২৩৪৫৬৭৮৯".indexOf(digit));

  // A column copied from the official form holds targets and headings too. It is known by them: every target is
  // ours, every heading blank. Without a heading it may as well be achievements that happen to equal their targets.
  const isHeading = (row) => !row.querySelector(".current");
  function alongTheForm(form, lines) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const own = rows.indexOf(form.closest("tr"));
    for (const start of [own, own - 1]) {
      const pairs = lines.map((line, index) => [rows[start + index], line]).filter(([row]) => row);
      const others = pairs.filter(([row]) => !row.querySelector("form.cell"));
      const isOurs = ([row, line]) => plain(line) === plain(row.querySelector("td.current")?.textContent ?? "");
      if (others.some(([row]) => isHeading(row)) && others.every(isOurs)) {
        return pairs.map(([row, line]) => [row.querySelector("form.cell"), line]).filter(([cell]) => cell);
      }
    }
    return null;
  }

  function downTheColumn(form, lines) {
    const column = forms().slice(forms().indexOf(form));
    return lines.map((line, index) => [column[index], line]);
  }

  let undo = [];
  const note = document.getElementById("paste-note");

  function fill(pairs) {
    undo = pairs.map(([form]) => [form.id, inputOf(form).value]);
    for (const [form, text] of pairs) {
      inputOf(form).value = text;
      save(form);
    }
  }
  const count = (number) => number.toLocaleString(document.documentElement.lang === "bn" ? "bn-BD" : "en");
  function tell(filled, left) {
    const text = [words("Pasted").replace("{n}", count(filled)), left ? words("Left").replace("{n}", count(left)) : ""].join(" ");
    note.querySelector("[data-words]").textContent = text;
    note.hidden = false;
    announce(text);
  }

  table.addEventListener("paste", (event) => {
    const form = formOf(event);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!form || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    const lines = firstColumn(text);
    const pairs = (alongTheForm(form, lines) ?? downTheColumn(form, lines)).filter(([, line]) => line);
    const fitting = pairs.filter(([cell]) => cell);
    fill(fitting);
    tell(fitting.length, pairs.length - fitting.length);
    focusCell(fitting.at(-1)?.[0]);
  });
  note?.querySelector("button").addEventListener("click", () => {
    fill(undo.map(([id, text]) => [document.getElementById(id), text]));
    note.hidden = true;
  });
})();
