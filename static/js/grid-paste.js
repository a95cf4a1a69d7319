// Owns pasting what was copied from Excel: one plain column fills in at once; anything else is shown first, with the rows
// it goes to, by their order or by their names, and what of it would not be used and why, and waits for a yes.
(() => {
  "use strict";
  if (!window.grid) return;
  const { table, cells, inputOf, save, announce, told } = window.grid;
  const note = document.getElementById("paste-note");
  const dialog = document.getElementById("paste-preview");
  const now = (cell) => document.getElementById(cell.id); // an answer puts a new one in the place of each that was sent
  const formOf = (event) => (event.target.matches("[name=text]") ? event.target.closest(".cell") : null);

  // --- reading: Excel separates cells by tabs and rows by line ends, and quotes a cell that holds either ---
  function readCells(text) {
    const lines = [[""]];
    for (const [, cell, end] of text.replace(/\r\n?/g, "\n").replace(/\n$/, "").matchAll(/("(?:[^"]|"")*"|[^\t\n]*)(\t|\n|$)/g)) {
      const line = lines[lines.length - 1];
      line[line.length - 1] = cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
      if (end === "\t") line.push("");
      else if (end === "\n") lines.push([""]);
      else break;
    }
    return lines.map((line) => line.map((cell) => cell.replace(/\s+/g, " ").trim()));
  }

  const plain = (text) => text.trim().normalize("NFC").replace(/[০-৯]/g, (digit) => "০১২৩৪৫৬৭৮৯".indexOf(digit));
  const bare = (text) => text.normalize("NFC").toLowerCase().replace(/[\s\p{P}\u200c\u200d]+/gu, "");
  const labels = new Set((table.dataset.labels ?? "").split("|").map(bare));
  const targets = new Set(["লক্ষ্যমাত্রা", "লক্ষমাত্রা", "target"].map(bare));
  const isLabel = (cell) => labels.has(bare(cell));

  const columnOf = (lines, number) => lines.map((line) => line[number] ?? "");
  const numbers = (lines) => [...Array(Math.max(...lines.map((line) => line.length))).keys()];

  // --- rows by their names: a number, a title, or both as the form writes them ---
  const numberIn = (text) => /^[\s[(]*(\d+(?:\.\d+)*)[.)\]]*(?=\s|$)/.exec(plain(text))?.[1];
  const withoutNumber = (text) => bare(plain(text).replace(/^[\s[(]*\d+(?:\.\d+)*[.)\]]*\s*/, ""));
  const byNumber = new Map(cells().map((cell) => [cell.dataset.number, cell]));
  const byTitle = new Map();
  for (const cell of cells()) {
    for (const title of new Set([cell.dataset.title, cell.dataset.activity].map(bare))) {
      byTitle.set(title, byTitle.has(title) ? null : cell); // a title of several rows names none
    }
  }
  function rowNamed(text) {
    const titled = byTitle.get(withoutNumber(text)), numbered = byNumber.get(numberIn(text));
    const found = titled && numbered && titled !== numbered ? null : titled ?? numbered;
    return found ? now(found) : null;
  }

  // A column of names: nearly all of it are rows of this form, each once. Lone figures like 1.2 may as well be values.
  function isNames(lines, number) {
    const texts = columnOf(lines, number).filter((text) => text && !isLabel(text));
    const rows = texts.map(rowNamed).filter(Boolean);
    const hasWords = texts.some((text) => /\p{L}/u.test(text) && rowNamed(text));
    return rows.length >= (hasWords ? 1 : 2) && rows.length * 2 > texts.length && new Set(rows).size === rows.length;
  }

  // What stands in the columns: labels say what each line is, names whose it is, the others may be values.
  function understand(lines) {
    const filled = numbers(lines).filter((number) => columnOf(lines, number).some(Boolean));
    const naming = filled.filter((number) => columnOf(lines, number).every((cell) => !cell || isLabel(cell)));
    const rest = filled.filter((number) => !naming.includes(number));
    const names = rest.length > 1 ? rest.filter((number) => isNames(lines, number)) : [];
    const isValue = (line) => !naming.some((number) => targets.has(bare(line[number] ?? "")));
    return { values: rest.filter((number) => !names.includes(number)), names: names[0] ?? null, isValue, isNamed: naming.length > 0 };
  }

  // --- placing ---
  // A column copied from the official form holds targets and headings too. It is known by them: every target is
  // ours, every heading blank. Without a heading it may as well be achievements that happen to equal their targets.
  const isHeading = (row) => !row.querySelector(".current");
  function alongTheForm(form, texts) {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const own = rows.indexOf(form.closest("tr"));
    for (const start of [own, own - 1]) {
      const pairs = texts.map((text, index) => [rows[start + index], text]).filter(([row]) => row);
      const others = pairs.filter(([row]) => !row.querySelector(".cell"));
      const isOurs = ([row, text]) => plain(text) === plain(row.querySelector("td.current")?.textContent ?? "");
      if (others.some(([row]) => isHeading(row)) && others.every(isOurs)) {
        return pairs.map(([row, text]) => [row.querySelector(".cell"), text]).filter(([cell]) => cell);
      }
    }
    return null;
  }

  function downTheColumn(form, texts) {
    const column = cells().slice(cells().indexOf(form));
    return texts.map((text, index) => [column[index], text]);
  }

  // Each line goes to the row it names; a line that names none belongs to the one above (a row has two lines).
  function byName(lines, number, { names, isValue }) {
    const fitting = new Map(), left = [], called = new Map();
    let cell = null;
    for (const line of lines) {
      if (line[names]) cell = rowNamed(line[names]);
      if (line[names] && cell) called.set(cell, line[names]);
      const text = line[number] ?? "";
      if (!text || isLabel(text) || !isValue(line)) continue;
      if (!cell) left.push(line[names] ? `${line[names]}: ${text}` : text);
      else if (!fitting.has(cell) || isTarget(cell, fitting.get(cell))) fitting.set(cell, text);
      else left.push(text);
    }
    return { fitting: [...fitting].map(([row, text]) => [row, text, called.get(row)]), left, skipped: lines.filter((line) => line[number] && !isValue(line)).length };
  }
  const isTarget = (cell, text) => plain(text) === plain(cell.closest(".indicator").querySelector("td.current")?.textContent ?? "");

  // Which cell takes which text of a column, what does not fit, and how many rows are no values.
  function place(form, lines, number, found, isByName) {
    if (isByName) return byName(lines, number, found);
    const { isValue, isNamed } = found;
    const texts = columnOf(lines, number);
    const along = isNamed ? null : alongTheForm(form, texts);
    const used = lines.filter((line) => isValue(line) && !isLabel(line[number] ?? ""));
    const pairs = (along ?? downTheColumn(form, columnOf(used, number))).filter(([, text]) => text);
    return {
      fitting: pairs.filter(([cell]) => cell),
      left: pairs.filter(([cell]) => !cell).map(([, text]) => text),
      skipped: along ? 0 : texts.filter(Boolean).length - columnOf(used, number).filter(Boolean).length,
    };
  }

  // --- filling, telling, taking back ---
  let undo = [];
  function fill(pairs) {
    const filled = pairs.map(([form, text]) => [now(form), text]);
    undo = filled.map(([form]) => [form.id, inputOf(form).value]);
    for (const [form, text] of filled) inputOf(form).value = text;
    save(...filled.map(([form]) => form));
  }

  function sayOf({ left, skipped }, others) {
    return [
      left.length ? `${told("Left", left.length)} ${left.join(", ")}` : "",
      skipped ? told("Labels", skipped) : "",
      others ? told("Columns", others) : "",
    ].filter(Boolean).join(" ");
  }

  function take(form, placed, others) {
    fill(placed.fitting);
    const text = [told("Pasted", placed.fitting.length), sayOf(placed, others)].filter(Boolean).join(" ");
    note.querySelector("[data-words]").textContent = text;
    note.hidden = false;
    announce(text);
    inputOf(now(form)).focus(); // where it was: in sight, as in Excel
  }

  function takeBack() {
    const before = undo;
    note.hidden = true;
    fill(before.map(([id, text]) => [document.getElementById(id), text]));
    announce(told("Undone", before.length));
  }

  // --- the preview ---
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  function row(cell, text, called) {
    const line = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = inputOf(cell).getAttribute("aria-label");
    const value = document.createElement("td");
    value.textContent = text;
    line.append(name, value);
    if (called) line.append(Object.assign(document.createElement("td"), { textContent: called })); // as it was copied
    return line;
  }

  function choice(number, cells, chosen) {
    const label = document.createElement("label");
    const radio = Object.assign(document.createElement("input"), { type: "radio", name: "column", value: number, checked: chosen });
    const first = cells.filter(Boolean).slice(0, 4).join(" · ");
    label.append(radio, ` ${told("Column", number + 1)}: ${first}`);
    return label;
  }

  function preview(form, lines, found) {
    const others = found.values.length - 1;
    let placed = null, column = null;
    const isByName = () => part("ways").querySelector(":checked")?.value === "names" && found.names !== null;
    const show = (number) => {
      column = number;
      placed = number === null ? null : place(now(form), lines, number, found, isByName());
      part("rows").replaceChildren(...(placed?.fitting ?? []).map((each) => row(...each)));
      part("said").textContent = placed ? sayOf(placed, others) : "";
      part("fill").disabled = !placed?.fitting.length;
      part("fill").textContent = told("Fill", placed?.fitting.length ?? 0);
    };
    const only = found.values.length === 1 ? found.values[0] : null;
    part("columns").replaceChildren(...found.values.map((number) => choice(number, columnOf(lines, number), number === only)));
    part("choose").hidden = found.values.length < 2;
    part("nothing").hidden = found.values.length > 0;
    part("columns").onchange = (event) => show(Number(event.target.value));
    part("ways").hidden = found.names === null;
    part("ways").querySelector("[value=names]").checked = true;
    part("ways").onchange = () => show(column);
    part("fill").onclick = () => { dialog.close(); take(form, placed, others); };
    part("cancel").onclick = () => { dialog.close(); inputOf(now(form)).focus(); };
    show(only);
    dialog.showModal();
  }

  table.addEventListener("paste", (event) => {
    const form = formOf(event);
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!form || !/[\t\n]/.test(text.replace(/[\r\n]+$/, ""))) return;
    event.preventDefault();
    const lines = readCells(text), found = understand(lines);
    const isPlain = numbers(lines).length === 1 && found.values.length === 1 && !lines.flat().some(isLabel);
    const placed = isPlain ? place(form, lines, 0, found) : null;
    if (placed?.fitting.length && !placed.left.length) take(form, placed, 0);
    else preview(form, lines, found);
  });
  note?.querySelector("button").addEventListener("click", () => { takeBack(); });
  table.addEventListener("input", () => { note.hidden = true; }); // the next edit stands by itself
  table.addEventListener("keydown", (event) => {
    if (note.hidden || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    takeBack();
  });
})();
