import { CookieJar } from 'tough-cookie';

/** The cookies of one run, a jar for each host: a hop to another host takes none along. */
export interface Cookies {
  readonly header: (url: URL) => string;
  readonly store: (url: URL, setCookie: readonly string[]) => void;
}

export function openCookies(): Cookies {
  const jars = new Map<string, CookieJar>();
  const jarOf = (url: URL): CookieJar => {
    const jar = jars.get(url.hostname) ?? new CookieJar();
    jars.set(url.hostname, jar);
    return jar;
  };
  return {
    header: (url) => jars.get(url.hostname)?.getCookieStringSync(url.href) ?? '',
    store: (url, setCookie) => {
      for (const cookie of setCookie) jarOf(url).setCookieSync(cookie, url.href, { ignoreError: true });
    },
  };
}
