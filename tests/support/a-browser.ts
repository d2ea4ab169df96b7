/** As much of a browser as signing in at a provider needs: it keeps cookies, follows redirects and sends forms. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  /** The forms that it sent, by the `prompt` in them. */
  readonly asked: string[] = [];

  /** Goes from the provider's `url` until it is sent to another site; gives where. */
  async visit(url: string, login: string): Promise<string> {
    const { origin } = new URL(url);
    let response = await this.#get(url);
    for (let step = 0; step < 20; step += 1) {
      const location = response.headers.get('location');
      if (location !== null) {
        const next = new URL(location, response.url || url);
        if (next.origin !== origin) return next.href;
        response = await this.#get(next.href);
      } else {
        response = await this.#submit(await response.text(), login);
      }
    }
    throw new Error('The provider sent nobody back.');
  }

  async #submit(page: string, login: string): Promise<Response> {
    const action = /<form[^>]* action="([^"]+)"/.exec(page)?.[1];
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (action === undefined || prompt === undefined) throw new Error(`This is no form:\n${page}`);
    this.asked.push(prompt);
    const body = new URLSearchParams({ prompt, login, password: 'any' });
    return this.#get(action, { method: 'POST', body });
  }

  async #get(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, headers: { cookie, accept: 'text/html' }, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    return response;
  }
}
