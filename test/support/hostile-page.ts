/**
 * The ways in which the script of a page can make a browser contact an address, each as code over `at` (an origin) and
 * `ws` (the same for a socket); the name of the way is the path that it asks for. What leads away from the page is last.
 */
const WAYS: Readonly<Record<string, string>> = {
  fetch: "fetch(at + '/fetch')",
  'fetch-no-cors': "fetch(at + '/fetch-no-cors', { mode: 'no-cors', credentials: 'include' })",
  'fetch-post': "fetch(at + '/fetch-post', { method: 'POST', body: 'x' })",
  'fetch-keepalive': "fetch(at + '/fetch-keepalive', { keepalive: true, method: 'POST', body: 'x' })",
  xhr: "const one = new XMLHttpRequest(); one.open('GET', at + '/xhr'); one.send()",
  'xhr-post': "const one = new XMLHttpRequest(); one.open('POST', at + '/xhr-post'); one.send('x')",
  beacon: "navigator.sendBeacon(at + '/beacon', 'x')",
  socket: "new WebSocket(ws + '/socket')",
  events: "new EventSource(at + '/events')",
  transport: "new WebTransport(at.replace('http:', 'https:') + '/transport')",
  image: "new Image().src = at + '/image'",
  audio: "new Audio(at + '/audio').play()",
  font: "new FontFace('x', `url(${at}/font)`).load()",
  import: "import(at + '/import')",
  worker:
    "new Worker(URL.createObjectURL(new Blob([`fetch('${at}/worker'); new WebSocket('${ws}/worker'); importScripts('${at}/worker-import')`])))",
  'shared-worker': "new SharedWorker(URL.createObjectURL(new Blob([`fetch('${at}/shared-worker')`])))",
  'service-worker': "navigator.serviceWorker.register('/service-worker.js?' + encodeURIComponent(at))",
  stun: "const rtc = new RTCPeerConnection({ iceServers: [{ urls: 'stun:' + host }, { urls: 'turn:' + host + '?transport=tcp', username: 'u', credential: 'p' }] }); rtc.createDataChannel('x'); rtc.createOffer().then((offer) => rtc.setLocalDescription(offer))",
  script: "add('script', { src: at + '/script' })",
  module: "add('script', { src: at + '/module', type: 'module' })",
  style:
    "add('style', { textContent: `@import url(${at}/style-import); body { background: url(${at}/style-image) } @font-face { font-family: y; src: url(${at}/style-font) } body { font-family: y }` })",
  frame: "add('iframe', { src: at + '/frame' })",
  'frame-srcdoc':
    "add('iframe', { srcdoc: `<img src='${at}/frame-srcdoc'><script>new WebSocket('${ws}/frame-srcdoc'); fetch('${at}/frame-srcdoc')</` + 'script>' })",
  'frame-refresh': "add('iframe', { srcdoc: `<meta http-equiv=refresh content='0;url=${at}/frame-refresh'>` })",
  'frame-data': "add('iframe', { src: `data:text/html,<img src='${at}/frame-data'>` })",
  object: "add('object', { data: at + '/object' })",
  embed: "add('embed', { src: at + '/embed' })",
  video: "add('video', { src: at + '/video', poster: at + '/poster', autoplay: true })",
  track:
    "const film = add('video', {}); const track = document.createElement('track'); track.src = at + '/track'; track.default = true; film.append(track)",
  input: "add('input', { type: 'image', src: at + '/input' })",
  svg: "add('div', { innerHTML: `<svg><image href='${at}/svg-image'/><use href='${at}/svg-use#a'/></svg>` })",
  srcset: "add('img', { srcset: at + '/srcset 1x' })",
  rules:
    "add('script', { type: 'speculationrules', textContent: JSON.stringify({ prerender: [{ source: 'list', urls: [at + '/rules'] }], prefetch: [{ source: 'list', urls: [at + '/rules'] }] }) })",
  ...Object.fromEntries(
    [
      'preconnect',
      'dns-prefetch',
      'prefetch',
      'preload',
      'modulepreload',
      'stylesheet',
      'manifest',
      'icon',
      'prerender',
    ].map((rel) => [rel, `add('link', { rel: '${rel}', as: 'script', href: at + '/${rel}' })`]),
  ),
  policy: "add('meta', { httpEquiv: 'Content-Security-Policy', content: `report-uri ${at}/policy` })",
  open: "window.open(at + '/open')",
  'open-quietly': "window.open(at + '/open-quietly', '_blank', 'noopener')",
  ping: "const one = add('a', { href: '#x', ping: at + '/ping' }); one.click()",
  download: "const one = add('a', { href: at + '/download', download: 'x' }); one.click()",
  'form-frame':
    "add('iframe', { name: 'hidden' }); send({ action: at + '/form-frame', method: 'post', target: 'hidden' })",
  'form-window': "send({ action: at + '/form-window', target: '_blank' })",
  'form-post': "send({ action: at + '/form-post', method: 'post' })",
  'form-get': "send({ action: at + '/form-get' })",
  link: "add('a', { href: at + '/link' }).click()",
  refresh: "add('meta', { httpEquiv: 'refresh', content: `0;url=${at}/refresh` })",
  location: "location.href = at + '/location'",
  replace: "location.replace(at + '/replace')",
};

export const WAY_NAMES: readonly string[] = Object.keys(WAYS);

/** The script that goes all the ways to `scheme://host`, one after the other, and never fails. */
export function tryEverything(scheme: 'http' | 'https', host: string): string {
  const origin = `${scheme}://${host}`;
  const ways = Object.values(WAYS).map((code) => `async () => { ${code} }`);
  return `{
    const host = ${JSON.stringify(host)}, at = ${JSON.stringify(origin)}, ws = ${JSON.stringify(origin.replace('http', 'ws'))};
    const add = (name, properties) => { const one = Object.assign(document.createElement(name), properties); document.body.append(one); return one; };
    const send = (properties) => add('form', properties).submit();
    const ways = [${ways.join(',\n')}];
    ways.forEach((way, at) => setTimeout(() => way().catch(() => 0), 8 * at));
  }`;
}
