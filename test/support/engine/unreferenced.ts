// n8n 1.x and early 2.x keep a timer for SSH connections, which would keep Jest from ending.
const { setInterval } = globalThis;
globalThis.setInterval = ((...given: Parameters<typeof setInterval>) =>
	setInterval(...given).unref()) as typeof setInterval;
