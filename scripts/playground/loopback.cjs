// Microsoft's Agents Playground listens on every interface, and has no setting for it. Loaded before it, this makes that loopback.
const { Server } = require('node:net');

const { listen } = Server.prototype;
Server.prototype.listen = function listenOnLoopback(port, ...rest) {
  return typeof port === 'number'
    ? listen.call(this, port, '127.0.0.1', rest.at(-1))
    : listen.call(this, port, ...rest);
};
