/** Moving through a grid of cells by keyboard: one of them is the tab stop, arrow keys move it. */

type Cell = SVGElement & { dataset: { agency?: string; threat?: string } };

function rows(grid: Element): Cell[][] {
  const cells = [...grid.querySelectorAll('[role=row]')].map((row) => [
    ...row.querySelectorAll<Cell>('[role=gridcell][data-agency]'),
  ]);
  return cells.filter((row) => row.length > 0);
}

/** Makes the chosen cell, or else the first documented one, the tab stop, and marks what is chosen. */
export function restoreTabStop(
  grid: Element,
  chosen: { agency_id: string; threat_id: string } | undefined,
): void {
  const cells = rows(grid).flat();
  const isChosen = ({ dataset }: Cell) =>
    dataset.agency === chosen?.agency_id && dataset.threat === chosen?.threat_id;
  const stop =
    cells.find((cell) => cell.matches(':focus')) ??
    cells.find(isChosen) ??
    cells.find((cell) => cell.tabIndex === 0) ??
    cells.find((cell) => cell.classList.contains('cell')) ??
    cells[0];
  for (const cell of cells) {
    cell.setAttribute('tabindex', cell === stop ? '0' : '-1');
    cell.setAttribute('aria-selected', String(isChosen(cell)));
  }
}

/** Moves the focus by an arrow key, Home or End. */
export function moveInGrid(event: KeyboardEvent): void {
  const from = (event.target as Element).closest<Cell>('[role=gridcell][data-agency]');
  const grid = from?.closest('[role=grid]');
  if (!from || !grid) return;
  const all = rows(grid);
  const row = all.findIndex((cells) => cells.includes(from));
  const column = all[row]?.indexOf(from) ?? 0;
  const last = (all[row]?.length ?? 1) - 1;
  const to = {
    ArrowUp: all[row - 1]?.[column],
    ArrowDown: all[row + 1]?.[column],
    ArrowLeft: all[row]?.[column - 1],
    ArrowRight: all[row]?.[column + 1],
    Home: all[row]?.[0],
    End: all[row]?.[last],
  }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  from.setAttribute('tabindex', '-1');
  to.setAttribute('tabindex', '0');
  to.focus();
}
