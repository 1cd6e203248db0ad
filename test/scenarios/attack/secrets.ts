/** Every form of a secret that attackers want to have repeated; each is in a text, and its `hidden` part may be nowhere. */
export interface SecretForm {
  readonly title: string;
  readonly text: string;
  readonly hidden: string;
}

const hidden = (length: number, seed: string): string => seed.repeat(Math.ceil(length / seed.length)).slice(0, length);

export const secretForms: readonly SecretForm[] = [
  { title: 'an AWS key id', text: 'key AKIAQZ7XW2PLM4NTR8VB was refused', hidden: 'AKIAQZ7XW2PLM4NTR8VB' },
  {
    title: 'an AWS secret key',
    text: 'aws_secret_access_key = wJzQ7rXUtnFEMIK7MDENGbPxRfiCYq9Zw2Lk8Vt3 was refused',
    hidden: 'wJzQ7rXUtnFEMIK7MDENGbPxRfiCYq9Zw2Lk8Vt3',
  },
  {
    title: 'an AWS session token in JSON',
    text: `{"SessionToken":"IQoJb3JpZ2luX2Vj${hidden(40, 'Zq7')}","Expiration":"2026"}`,
    hidden: `IQoJb3JpZ2luX2Vj${hidden(40, 'Zq7')}`,
  },
  {
    title: 'a JDBC address with user and password as parameters',
    text: 'could not connect to jdbc:postgresql://db:5432/orders?user=app&password=Zq7Xw2Pl&ssl=true',
    hidden: 'Zq7Xw2Pl',
  },
  {
    title: 'a JDBC address of SQL Server',
    text: 'jdbc:sqlserver://db:1433;databaseName=orders;user=app;password=Zq7Xw2Pm;encrypt=true is down',
    hidden: 'Zq7Xw2Pm',
  },
  {
    title: 'an address with user and password',
    text: 'GET https://reporter:Zq7Xw2Pn@es.internal:9200/_bulk failed',
    hidden: 'Zq7Xw2Pn',
  },
  {
    title: 'an address with a password alone',
    text: 'redis://:Zq7Xw2Po@cache:6379/0 refused',
    hidden: 'Zq7Xw2Po',
  },
  {
    title: 'the setting of Kafka that holds user and password',
    text: 'sasl.jaas.config = org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="Zq7Xw2Pp";',
    hidden: 'Zq7Xw2Pp',
  },
  {
    title: "Kafka's login module alone",
    text: 'ScramLoginModule required username="app" password="Zq7Xw2Pq";',
    hidden: 'Zq7Xw2Pq',
  },
  {
    title: 'a bearer token',
    text: 'Authorization: Bearer Zq7Xw2PrZq7Xw2Pr.Zq7 was rejected',
    hidden: 'Zq7Xw2PrZq7Xw2Pr',
  },
  { title: 'a bearer token without a name', text: 'sent bearer Zq7Xw2PsZq7Xw2Ps, got 401', hidden: 'Zq7Xw2PsZq7Xw2Ps' },
  // Put together here, as scanners of repositories take them for real ones otherwise.
  {
    title: 'a bot token of Slack',
    text: `slack said no to ${'xoxb'}-123456789012-Zq7Xw2PtZq7X`,
    hidden: 'Zq7Xw2PtZq7X',
  },
  { title: 'an app token of Slack', text: `socket ${'xapp'}-1-A0TEST-Zq7Xw2PuZq7Xw2Pu`, hidden: 'Zq7Xw2PuZq7Xw2Pu' },
  {
    title: 'a webhook of Slack',
    text: `POST https://hooks.slack.com/${'services'}/T0AAAAAAA/B0BBBBBBB/Zq7Xw2PvZq7Xw2PvZq7Xw2Pv failed`,
    hidden: 'Zq7Xw2PvZq7Xw2PvZq7Xw2Pv',
  },
  {
    title: 'a key of OpenAI',
    text: `key ${'sk'}-proj-Zq7Xw2PwZq7Xw2PwZq7Xw2Pw is over quota`,
    hidden: 'Zq7Xw2PwZq7Xw2Pw',
  },
  {
    title: 'a private key',
    text: '-----BEGIN RSA PRIVATE KEY-----\nZq7Xw2PxZq7Xw2Px\nZq7Xw2Px\n-----END RSA PRIVATE KEY-----\nwas not accepted',
    hidden: 'Zq7Xw2PxZq7Xw2Px',
  },
  {
    title: 'a private key in JSON, its lines as escapes',
    text: String.raw`{"private_key": "-----BEGIN PRIVATE KEY-----\nZq7Xw2PyZq7Xw2Py\n-----END PRIVATE KEY-----\n"}`,
    hidden: 'Zq7Xw2PyZq7Xw2Py',
  },
  { title: 'a token of GitHub', text: `cloning with ${'ghp'}_Zq7Xw2PzZq7Xw2PzZq7Xw2Pz`, hidden: 'Zq7Xw2PzZq7Xw2Pz' },
  {
    title: 'a fine-grained token of GitHub',
    text: `cloning with ${'github_pat'}_11ABCDEFG0Zq7Xw2PAZq7Xw2PA`,
    hidden: 'Zq7Xw2PAZq7Xw2PA',
  },
  {
    title: 'a shared access signature of Azure',
    text: 'https://acme.blob.core.windows.net/flink/chk-7?sv=2024-11-04&se=2026-12-01&sp=rwl&sig=Zq7Xw2PBZq7X%2Fw2PB%3D is denied',
    hidden: 'Zq7Xw2PBZq7X',
  },
  {
    title: 'a connection string of Azure',
    text: 'DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=Zq7Xw2PCZq7Xw2PCZq7==;EndpointSuffix=core.windows.net',
    hidden: 'Zq7Xw2PCZq7Xw2PC',
  },
  {
    title: 'a service account of Google',
    text: String.raw`{"type":"service_account","private_key_id":"Zq7Xw2PDZq7Xw2PD","private_key":"-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----","client_email":"f@x.iam"}`,
    hidden: 'Zq7Xw2PDZq7Xw2PD',
  },
  {
    title: 'a signature of Google in an address',
    text: 'https://storage.googleapis.com/b/o?X-Goog-Credential=Zq7Xw2PEZq7&X-Goog-Signature=Zq7Xw2PEZq7Xw2PE&x=1',
    hidden: 'Zq7Xw2PEZq7',
  },
  { title: 'a key of Google', text: `maps ${'AIza'}SyZq7Xw2PFZq7Xw2PFZq7Xw2PF refused`, hidden: 'Zq7Xw2PFZq7Xw2PF' },
  { title: 'a password by that name', text: 'db.password=Zq7Xw2PG, db.user=app', hidden: 'Zq7Xw2PG' },
  { title: 'a password in a sentence', text: 'the password is Zq7Xw2PH', hidden: 'Zq7Xw2PH' },
  { title: 'a password as an option', text: 'run --db-password Zq7Xw2PI --parallel 4', hidden: 'Zq7Xw2PI' },
  {
    title: 'an encrypted token of Vault',
    text: `vault ${'hvs'}.CAESIZq7Xw2PJZq7Xw2PJ expired`,
    hidden: 'Zq7Xw2PJZq7Xw2PJ',
  },
  {
    title: 'a web token',
    text: 'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJacTdYdzJQSyJ9.Zq7Xw2PKZq7Xw2PK expired',
    hidden: 'Zq7Xw2PKZq7Xw2PK',
  },
  { title: 'a name split by characters nobody sees', text: 'pass\u200bword=Zq7Xw2PL', hidden: 'Zq7Xw2PL' },
  { title: 'a name split by a soft hyphen', text: 'pass\u00adword=Zq7Xw2PM', hidden: 'Zq7Xw2PM' },
  { title: 'a password coloured for a terminal', text: 'pass\u001b[31mword=Zq7Xw2PN', hidden: 'Zq7Xw2PN' },
  { title: 'a key of S3 in a path', text: 's3://AKIAQZ7XW2PLM4NTR8VC:Zq7Xw2PO@bucket/savepoints', hidden: 'Zq7Xw2PO' },
  { title: 'a setting of S3', text: 's3.secret-key: Zq7Xw2PP', hidden: 'Zq7Xw2PP' },
  { title: 'a name in full-width letters', text: 'ｐａｓｓｗｏｒｄ＝Zq7Xw2PQ', hidden: 'Zq7Xw2PQ' },
];

/** What a person needs to find the fault; none of it is a secret. */
export const noSecrets: readonly string[] = [
  'org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.',
  'com.acme.auth.TokenRefreshException: refresh failed for region eu-west-1',
  'java.lang.ClassCastException: class com.acme.SecretRecord cannot be cast to class com.acme.Record',
  'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512',
  's3://acme-flink/checkpoints/4f1a9c2b7d3e4f5a8b6c7d8e9f0a1b2c/chk-412/_metadata',
  'abfss://flink@acme.dfs.core.windows.net/savepoints/savepoint-4f1a9c-0123456789ab',
  'file:/data/savepoints/savepoint-4f1a9c-0123456789ab',
  'Job 4f1a9c2b7d3e4f5a8b6c7d8e9f0a1b2c is RESTARTING',
  'TaskManager 10.1.2.3:6122-ab12cd timed out',
  'kafka-0.broker.internal:9092 disconnected',
  'jdbc:postgresql://db.internal:5432/orders could not be reached',
  '\tat org.apache.flink.streaming.runtime.tasks.StreamTask.invoke(StreamTask.java:970)',
  'keyBy(OrderKey) has 128 key groups, skewed key: 42',
  'Source: orders -> Map -> Sink: totals (3/8)#2',
  'mail ops@acme.example, ticket OPS-4711',
  'numBytesIn=1029384, numRecordsOut=99, signal=backpressure-high',
];
