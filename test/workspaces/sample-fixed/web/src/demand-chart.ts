import { BarController, BarElement, CategoryScale, Chart, LinearScale } from 'chart.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale);

export function drawDemand(canvas: HTMLCanvasElement, hours: readonly string[], trips: readonly number[]): void {
  new Chart(canvas, { type: 'bar', data: { labels: [...hours], datasets: [{ label: 'Trips', data: [...trips] }] } });
}
