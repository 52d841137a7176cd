import fc from 'fast-check';
import nock from 'nock';

// No test reaches the network. What listens on loopback is started by the test itself.
nock.disableNetConnect();
nock.enableNetConnect((host) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host));

// The same examples each time, so that a change is judged by what it changed. FC_SEED=$RANDOM looks at others.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20_261_121) });
