/** Server-sent events read by fetch, because an EventSource cannot carry a token. */

export interface ServerEvent {
  event: string;
  data: string;
}

/** The events of a stream in their order; comments and unfinished ones are left out. */
export async function* eventsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    let text = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const frames = (text + decoder.decode(part.value, { stream: true })).split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) if (!frame.startsWith(':')) yield eventOf(frame);
    }
  } finally {
    await reader.cancel().catch(() => undefined); // the connection may have gone before
  }
}

function eventOf(frame: string): ServerEvent {
  const lines = frame.split('\n').map((line): [string, string] => {
    const at = line.indexOf(': ');
    return [line.slice(0, at), line.slice(at + 2)];
  });
  const values = (name: string) => lines.filter(([key]) => key === name).map(([, value]) => value);
  return { event: values('event')[0] ?? 'message', data: values('data').join('\n') };
}
