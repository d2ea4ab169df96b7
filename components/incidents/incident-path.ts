/** The address of the page of an incident. */
export function incidentPath(number: number): string {
  return `/incidents/${number}`;
}
