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
  { title: 'a password of something in a sentence', text: 'pwd for kafka: Zq7Xw2Pa', hidden: 'Zq7Xw2Pa' },
  { title: 'a password in a German sentence', text: 'das Passwort für Kafka lautet Zq7Xw2Pb', hidden: 'Zq7Xw2Pb' },
  { title: 'a password in a Chinese sentence', text: 'kafka 的密码是Zq7Xw2Pc。', hidden: 'Zq7Xw2Pc' },
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
  {
    title: 'an AWS secret key beside its id',
    text: 'BasicAWSCredentials(AKIAQZ7XW2PLM4NTR8VD, Zq7Xw2QAZq7Xw2QAZq7Xw2QAZq7Xw2QAZq7Xw2QA)',
    hidden: 'Zq7Xw2QAZq7Xw2QAZq7Xw2QAZq7Xw2QAZq7Xw2QA',
  },
  { title: 'a user of the schema registry', text: 'basic.auth.user.info=KEY:Zq7Xw2QB was refused', hidden: 'Zq7Xw2QB' },
  {
    title: "a secret in Hadoop's XML",
    text: '<property><name>fs.s3a.secret.key</name><value>Zq7Xw2QC</value></property>',
    hidden: 'Zq7Xw2QC',
  },
  { title: 'a variable of Kubernetes', text: '- name: DB_PASSWORD\n  value: Zq7Xw2QD\n- name: X', hidden: 'Zq7Xw2QD' },
  { title: 'a pair in JSON', text: '{"key":"ssl.truststore.password","value":"Zq7Xw2QE"}', hidden: 'Zq7Xw2QE' },
  {
    title: 'the rest of a JSON string with a quote in it',
    text: String.raw`{"password":"ab\"Zq7Xw2QF","user":"app"}`,
    hidden: 'Zq7Xw2QF',
  },
  {
    title: 'a value of SQL Server in braces',
    text: 'jdbc:sqlserver://h;password={ab;user=Zq7Xw2QG};encrypt=true',
    hidden: 'Zq7Xw2QG',
  },
  { title: 'a second cookie', text: 'Cookie: a=b; JSESSIONID=Zq7Xw2QH', hidden: 'Zq7Xw2QH' },
  { title: 'a digest', text: 'Proxy-Authorization: Digest username="x", response="Zq7Xw2QI"', hidden: 'Zq7Xw2QI' },
  { title: 'a password in SQL', text: "ALTER ROLE app WITH PASSWORD 'Zq7Xw2QJ'", hidden: 'Zq7Xw2QJ' },
  { title: 'a user in SQL', text: "CREATE USER app IDENTIFIED BY 'Zq7Xw2QK'", hidden: 'Zq7Xw2QK' },
  { title: 'a short name', text: 'user=app pw=Zq7Xw2QL host=db', hidden: 'Zq7Xw2QL' },
  { title: 'another short name', text: 'user=app;pass=Zq7Xw2QM;x=1', hidden: 'Zq7Xw2QM' },
  { title: 'a user of curl', text: 'curl -u admin:Zq7Xw2QN https://es:9200', hidden: 'Zq7Xw2QN' },
  { title: 'a password of mysql', text: 'mysql -uroot -pZq7Xw2QO orders', hidden: 'Zq7Xw2QO' },
  { title: 'an encoded address', text: 'https%3A%2F%2Fbob%3AZq7Xw2QP%40host', hidden: 'Zq7Xw2QP' },
  { title: 'an encoded parameter', text: 'user%3Dapp%26password%3DZq7Xw2QQ%26x%3D1', hidden: 'Zq7Xw2QQ' },
  {
    title: 'a login of a registry',
    text: '{"auths":{"https://r/":{"auth":"Zq7Xw2QRZq7Xw2QR="}}}',
    hidden: 'Zq7Xw2QRZq7Xw2QR',
  },
  {
    title: 'a PGP key',
    text: '-----BEGIN PGP PRIVATE KEY BLOCK-----\nZq7Xw2QSZq7Xw2QS\n-----END PGP PRIVATE KEY BLOCK-----',
    hidden: 'Zq7Xw2QSZq7Xw2QS',
  },
  { title: 'a block of YAML', text: 'db:\n  password: |\n    Zq7Xw2QT\n  user: app', hidden: 'Zq7Xw2QT' },
  { title: 'an encryption key', text: 'encryption.key=Zq7Xw2QU', hidden: 'Zq7Xw2QU' },
  { title: 'a master key', text: 'masterKey: Zq7Xw2QV', hidden: 'Zq7Xw2QV' },
  {
    title: 'a webhook of Discord',
    text: 'https://discord.com/api/webhooks/1234567/Zq7Xw2QXZq7Xw2QXZq7Xw2QXZq7Xw2QX',
    hidden: 'Zq7Xw2QXZq7Xw2QXZq7Xw2QXZq7Xw2QX',
  },
  {
    title: 'a bot of Telegram',
    text: 'https://api.telegram.org/bot123456789:Zq7Xw2QYZq7Xw2QYZq7Xw2QYZq7Xw2QY/sendMessage',
    hidden: 'Zq7Xw2QYZq7Xw2QYZq7Xw2QYZq7Xw2QY',
  },
  {
    title: 'a webhook of Teams',
    text: 'https://x.webhook.office.com/webhookb2/Zq7Xw2QZZq7Xw2QZ@tenant/IncomingWebhook/abc',
    hidden: 'Zq7Xw2QZZq7Xw2QZ',
  },
  {
    title: 'an access token of Google',
    text: `with ${'ya29'}.a0Zq7Xw2QaZq7Xw2QaZq7Xw2Qa refused`,
    hidden: 'Zq7Xw2QaZq7Xw2QaZq7Xw2Qa',
  },
  {
    title: 'a key of SendGrid',
    text: `with ${'SG'}.abcdefghijklmnop.Zq7Xw2QbZq7Xw2QbZq7Xw2Qb refused`,
    hidden: 'Zq7Xw2QbZq7Xw2QbZq7Xw2Qb',
  },
  {
    title: 'a token of Hugging Face',
    text: `with ${'hf'}_Zq7Xw2QcZq7Xw2QcZq7Xw2QcZq7Xw2Qc refused`,
    hidden: 'Zq7Xw2QcZq7Xw2QcZq7Xw2QcZq7Xw2Qc',
  },
  {
    title: 'a token of Docker',
    text: `with ${'dckr_pat'}_Zq7Xw2QdZq7Xw2QdZq7Xw2Qd refused`,
    hidden: 'Zq7Xw2QdZq7Xw2QdZq7Xw2Qd',
  },
  {
    title: 'a token of PyPI',
    text: `with ${'pypi'}-AgEIZq7Xw2QeZq7Xw2QeZq7Xw2Qe refused`,
    hidden: 'Zq7Xw2QeZq7Xw2QeZq7Xw2Qe',
  },
  {
    title: 'a token of Grafana',
    text: `with ${'glsa'}_Zq7Xw2QfZq7Xw2QfZq7Xw2Qf refused`,
    hidden: 'Zq7Xw2QfZq7Xw2QfZq7Xw2Qf',
  },
  {
    title: 'a secret of Stripe',
    text: `with ${'whsec'}_Zq7Xw2QgZq7Xw2QgZq7Xw2Qg refused`,
    hidden: 'Zq7Xw2QgZq7Xw2QgZq7Xw2Qg',
  },
  { title: 'a key id of Aliyun', text: `with ${'LTAI'}5tZq7Xw2QhZq7Xw2Qh refused`, hidden: 'Zq7Xw2QhZq7Xw2Qh' },
  {
    title: 'a token of Atlassian',
    text: `with ${'ATATT'}3xZq7Xw2QiZq7Xw2QiZq7Xw2Qi refused`,
    hidden: 'Zq7Xw2QiZq7Xw2QiZq7Xw2Qi',
  },
  {
    title: 'a batch token of Vault',
    text: `with ${'hvb'}.AAAAZq7Xw2QjZq7Xw2QjZq7Xw2Qj refused`,
    hidden: 'Zq7Xw2QjZq7Xw2QjZq7Xw2Qj',
  },
  { title: 'a token of Databricks', text: `with ${'dapi'}${hidden(32, '0a9f')} refused`, hidden: hidden(32, '0a9f') },
  { title: 'a key of New Relic', text: `with ${'NRAK'}-${hidden(27, 'Q7XW')} refused`, hidden: hidden(27, 'Q7XW') },
  { title: 'a routing key of PagerDuty', text: `routing_key: ${hidden(32, '9e0b')}`, hidden: hidden(32, '9e0b') },
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
  'state.checkpoints.dir: s3://acme-flink/checkpoints, state.backend.type: rocksdb',
  'partition orders-3 at offset 4711, leader epoch 12',
  'Source: tokens -> Map -> Sink: totals',
  "no queue 'orders', routing-key=orders.eu",
  '<property><name>fs.s3a.endpoint</name><value>minio:9000</value></property>',
  'http://jobmanager:8081',
  'FATAL: password authentication failed for user "flink"',
  'java.io.IOException: keystore password was incorrect',
];
