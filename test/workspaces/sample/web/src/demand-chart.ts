import Chart from 'chart.js/auto';

export function drawDemand(canvas: HTMLCanvasElement, hours: readonly string[], trips: readonly number[]): void {
  new Chart(canvas, { type: 'bar', data: { labels: [...hours], datasets: [{ label: 'Trips', data: [...trips] }] } });
}
