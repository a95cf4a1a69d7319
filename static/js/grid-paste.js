// Owns pasting what was copied from Excel: one plain column fills in at once; anything else is shown first, with what
// of it would not be used and why, and waits for a yes.
(() => {
  "use strict";
  if (!window.grid) return;
  const { table, forms, inputOf, save, announce, words } = window.grid;
  const note = document.getElementById("paste-note");
  const dialog = document.getElementById("paste-preview");
  const formOf = (event) => (event.target.matches("input[name=text]") ? event.target.closest("form.cell") : null);
  const isBengali = document.documentElement.lang === "bn";
  const count = (number) => number.toLocaleString(isBengali ? "bn-BD" : "en");
  const told = (name, number) => words(name).replace("{n}", count(number));

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

  // What stands in the columns: those that hold nothing but labels say what each row is, the others may be values.
  function understand(lines) {
    const filled = numbers(lines).filter((number) => columnOf(lines, number).some(Boolean));
    const naming = filled.filter((number) => columnOf(lines, number).every((cell) => !cell || isLabel(cell)));
    const isValue = (line) => !naming.some((number) => targets.has(bare(line[number] ?? "")));
    return { values: filled.filter((number) => !naming.includes(number)), isValue, isNamed: naming.length > 0 };
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
      const others = pairs.filter(([row]) => !row.querySelector("form.cell"));
      const isOurs = ([row, text]) => plain(text) === plain(row.querySelector("td.current")?.textContent ?? "");
      if (others.some(([row]) => isHeading(row)) && others.every(isOurs)) {
        return pairs.map(([row, text]) => [row.querySelector("form.cell"), text]).filter(([cell]) => cell);
      }
    }
    return null;
  }

  function downTheColumn(form, texts) {
    const column = forms().slice(forms().indexOf(form));
    return texts.map((text, index) => [column[index], text]);
  }

  // Which cell takes which text of a column, what does not fit, and how many rows are no values.
  function place(form, lines, number, { isValue, isNamed }) {
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
    undo = pairs.map(([form]) => [form.id, inputOf(form).value]);
    for (const [form, text] of pairs) {
      inputOf(form).value = text;
      save(form);
    }
  }

  function sayOf({ left, skipped }, others) {
    return [
      left.length ? `${told("Left", left.length)} ${left.join(", ")}` : "",
      skipped ? told("Labels", skipped) : "",
      others ? told("Columns", others) : "",
    ].filter(Boolean).join(" ");
  }

  function take(placed, others) {
    fill(placed.fitting);
    const text = [told("Pasted", placed.fitting.length), sayOf(placed, others)].filter(Boolean).join(" ");
    note.querySelector("[data-words]").textContent = text;
    note.hidden = false;
    announce(text);
    inputOf(placed.fitting.at(-1)[0]).focus();
  }

  // --- the preview ---
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  function row(cell, text) {
    const line = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = inputOf(cell).getAttribute("aria-label");
    const value = document.createElement("td");
    value.textContent = text;
    line.append(name, value);
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
    let placed = null;
    const show = (number) => {
      placed = number === null ? null : place(form, lines, number, found);
      part("rows").replaceChildren(...(placed?.fitting ?? []).map(([cell, text]) => row(cell, text)));
      part("said").textContent = placed ? sayOf(placed, others) : "";
      part("fill").disabled = !placed?.fitting.length;
      part("fill").textContent = told("Fill", placed?.fitting.length ?? 0);
    };
    const only = found.values.length === 1 ? found.values[0] : null;
    part("columns").replaceChildren(...found.values.map((number) => choice(number, columnOf(lines, number), number === only)));
    part("choose").hidden = found.values.length < 2;
    part("nothing").hidden = found.values.length > 0;
    part("columns").onchange = (event) => show(Number(event.target.value));
    part("fill").onclick = () => { dialog.close(); take(placed, others); };
    part("cancel").onclick = () => { dialog.close(); inputOf(form).focus(); };
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
    if (placed?.fitting.length && !placed.left.length) take(placed, 0);
    else preview(form, lines, found);
  });
  note?.querySelector("button").addEventListener("click", () => {
    fill(undo.map(([id, text]) => [document.getElementById(id), text]));
    note.hidden = true;
  });
})();
