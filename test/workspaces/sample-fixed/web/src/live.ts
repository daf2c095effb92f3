/** Keeps the number of free bikes on the page up to date. */
export function showFreeBikes(place: HTMLElement): void {
  window.setInterval(async () => {
    if (document.hidden) return;
    const answer = await fetch('/api/bikes/free');
    place.textContent = await answer.text();
  }, 5000);
}
