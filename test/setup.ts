import nock from 'nock';

// No test reaches the network. What listens on loopback is started by the test itself.
nock.disableNetConnect();
nock.enableNetConnect((host) => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host));
