const AGAIN_MS = 2_000;

/** Never fails: what is not loaded yet is not needed for what the page says already, and so it is tried again. */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
