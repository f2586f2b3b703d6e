/** Spellings of 127.0.0.2 and ::1, which stand for what lies behind the firewall while 127.0.0.1 is the public site. */
export const INSIDE: readonly string[] = [
  ...['127.0.0.2', '127.2', '127.0.2', '2130706434', '0x7f000002', '0x7F.0x0.0x0.0x2', '0177.0.0.2', '017700000002'],
  ...[
    '0x7f.2',
    '00000177.2',
    '127.0.0.2.',
    '127.0.0x2',
    '１２７.０.０.２',
    '127。0。0。2',
    '①②⑦.⓪.⓪.②',
    '%31%32%37.0.0.2',
  ],
  ...['127%2e0%2e0%2e2', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000::0001]', '[::ffff:127.0.0.2]', '[::ffff:7f00:2]'],
  ...['[::127.0.0.2]', '[::ffff:0:127.0.0.2]', '[64:ff9b::7f00:2]', '[64:ff9b:1::7f00:2]', '[2002:7f00:2::]'],
  ...['localhost', 'LOCALHOST.', 'inside.shancheng.example', 'both.shancheng.example', '127.0.0.2.nip.example'],
];

/** Addresses of a company's own network, of its cloud and of the net's plumbing; nobody listens there in a test. */
export const SPECIAL: readonly string[] = [
  ...[
    '10.0.0.1',
    '10.255.255.255',
    '172.16.0.1',
    '172.31.255.254',
    '192.168.0.1',
    '192.168.255.255',
    '169.254.169.254',
  ],
  ...['169.254.0.1', '100.100.100.200', '100.64.0.1', '100.127.255.255', '192.0.0.192', '192.0.2.1', '198.18.0.1'],
  ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255', '0.1.2.3'],
  ...['127.255.255.254', '192.88.99.1', '0xa9fea9fe', '2852039166', '0251.0376.0251.0376', '[fd00:ec2::254]'],
  ...['[fe80::a9fe:a9fe]', '[2001:db8::1]', '[2002:a9fe:a9fe::]', '[64:ff9b::a9fe:a9fe]', '[100::1]', '[fec0::1]'],
  ...[
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[4000::1]',
    '[2001:10::1]',
    '[fe80::1]',
    '[fc00::1]',
    '[ff02::1]',
  ],
];

/** Names lead where their owner wants: all to the inside, one of them also to the outside. */
export const insideResolver = (hostname: string): Promise<readonly string[]> =>
  Promise.resolve(hostname.startsWith('both.') ? ['127.0.0.1', '127.0.0.2'] : ['127.0.0.2']);
