import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../src/diagnosis/redact.ts';
import { cpuMsOf } from '../support/cpu-ms.ts';

const wordsOf = (...lines: readonly string[]): string[] => lines.flatMap((one) => one.split(' '));

describe('a secret goes, what is around it stays', () => {
  test.each<[text: string, want: string]>([
    ['password=hunter2', 'password=[redacted]'],
    ['user=bob&password=hun,ter&x=1', 'user=bob&password=[redacted]&x=1'],
    ['ssl.keystore.password: hunter2, ssl.protocol: TLS', 'ssl.keystore.password: [redacted], ssl.protocol: TLS'],
    ['{"password" : "hun ter\'2", "user": "bob"}', '{"password" : [redacted], "user": "bob"}'],
    [String.raw`{\"password\":\"hunter2\",\"a\":1}`, String.raw`{\"password\":[redacted],\"a\":1}`],
    ["'db.passwd' = 'it is', 'x' = 'y'", "'db.passwd' = [redacted], 'x' = 'y'"],
    ['<db.password>hunter2</db.password>', '<db.password>[redacted]</db.password>'],
    ['run --db-password hunter2 --verbose', 'run --db-password [redacted] --verbose'],
    ['run --db-token swordfish --verbose', 'run --db-token [redacted] --verbose'],
    ['the password is hunter2', 'the password is [redacted]'],
    ['password=ab(cd)ef{gh}', 'password=[redacted]'],
    ['password=it"s;me more', 'password=[redacted] more'],
    ['Authorization: Basic Ym9iOmh1bnRlcjI=', 'Authorization: [redacted]'],
    ['header Bearer abc.def-123 refused', 'header Bearer [redacted] refused'],
    ['sent Basic Ym9iOmh1bnRlcjI= to host', 'sent Basic [redacted] to host'],
    ['https://bob:hunter2@host:8081/jobs', 'https://[redacted]@host:8081/jobs'],
    ['https://bob:p@ss/w@host/x', 'https://[redacted]@host/x'],
    ['https://ghtoken@host/x', 'https://[redacted]@host/x'],
    [
      'jdbc:postgresql://db:5432/x?user=a&password=hunter2&ssl=true',
      'jdbc:postgresql://db:5432/x?user=a&password=[redacted]&ssl=true',
    ],
    ['jdbc:oracle:thin:scott/tiger@//db:1521/x', 'jdbc:oracle:thin:[redacted]@//db:1521/x'],
    ['AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG', 'AWS_SECRET_ACCESS_KEY=[redacted]'],
    ['key AKIAIOSFODNN7EXAMPLE used', 'key [redacted] used'],
    ['fs.s3a.access.key=abc', 'fs.s3a.access.key=[redacted]'],
    ['AccountKey=abc==;EndpointSuffix=x', 'AccountKey=[redacted];EndpointSuffix=x'],
    ['X-Amz-Signature=00ff&x=1', 'X-Amz-Signature=[redacted]&x=1'],
    ['sasl.jaas.config=org.x.PlainLoginModule required username="a" password="b";', 'sasl.jaas.config=[redacted]'],
    [
      'PlainLoginModule required username="a" password="b";',
      'PlainLoginModule required username="a" password=[redacted];',
    ],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-def', '[redacted]'],
    ['token ghp_0123456789abcdefghij', 'token [redacted]'],
    ['sk-proj-0123456789abcdefghij', '[redacted]'],
    ['a\n-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nb', 'a\n[redacted]\nb'],
    ['-----BEGIN PRIVATE KEY-----\nMIIE cut off', '[redacted]'],
    ['-----BEGIN PGP PRIVATE KEY BLOCK-----\nlQOY\n-----END PGP PRIVATE KEY BLOCK-----', '[redacted]'],
    ['MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDS was read', '[redacted] was read'],
    [String.raw`{"password":"hun\"ter2","user":"bob"}`, '{"password":[redacted],"user":"bob"}'],
    [String.raw`{\"password\":\"hun\\\"ter2\",\"a\":1}`, String.raw`{\"password\":[redacted],\"a\":1}`],
    ["'password' = 'it''s', 'x' = 'y'", "'password' = [redacted], 'x' = 'y'"],
    [`password="${'a'.repeat(3_000)} b" c`, 'password=[redacted] c'],
    ['password="cut off\nnext line', 'password=[redacted]\nnext line'],
    ['password     =     hunter2', 'password     =     [redacted]'],
    ['password:\n        hunter2\nuser: bob', 'password:\n        [redacted]\nuser: bob'],
    ['  secret: |\n    hunter2\n\n    more\n  user: bob', '  secret: [redacted]\n  user: bob'],
    ['password: | hunter2 user: bob', 'password: [redacted] user: bob'],
    ['jdbc:sqlserver://h;password={ab;user=c};encrypt=true', 'jdbc:sqlserver://h;password=[redacted];encrypt=true'],
    ['Failed to reach jdbc:mysql://app:hunter2', 'Failed to reach jdbc:mysql://app:[redacted]'],
    ['Failed to reach jdbc:mysql://app:hunter2…', 'Failed to reach jdbc:mysql://app:[redacted]…'],
    ['to https%3A%2F%2Fbob%3Ahunter2%40host', 'to https%3A%2F%2Fbob%3A[redacted]%40host'],
    ['user%3Dbob%26password%3Dhunter2%26x%3D1', 'user%3Dbob%26password%3D[redacted]%26x%3D1'],
    [
      'BasicAWSCredentials(AKIAIOSFODNN7EXAMPLE, wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY)',
      'BasicAWSCredentials([redacted], [redacted])',
    ],
    ['basic.auth.user.info=key:hunter2', 'basic.auth.user.info=[redacted]'],
    ['avro-confluent.basic-auth.user-info: key:hunter2', 'avro-confluent.basic-auth.user-info: [redacted]'],
    [
      '<property><name>fs.s3a.secret.key</name><value>hunter2</value></property>',
      '<property><name>fs.s3a.secret.key</name><value>[redacted]</value></property>',
    ],
    ['- name: DB_PASSWORD\n  value: hunter2\n- name: X', '- name: DB_PASSWORD\n  value: [redacted]\n- name: X'],
    ['{"key":"ssl.truststore.password","value":"hunter2"}', '{"key":"ssl.truststore.password","value":[redacted]}'],
    ['<add key="Password" value="hunter2"/>', '<add key="Password" value=[redacted]/>'],
    ['Set-Cookie: JSESSIONID=hunter2; Path=/', 'Set-Cookie: [redacted]'],
    ['Cookie: a=b; JSESSIONID=hunter2\nnext', 'Cookie: [redacted]\nnext'],
    ['Authorization: Digest username="x", response="hunter2"', 'Authorization: [redacted]'],
    ["CREATE USER app IDENTIFIED BY 'hunter2'", 'CREATE USER app IDENTIFIED BY [redacted]'],
    ["ALTER ROLE app WITH PASSWORD 'hunter2'", 'ALTER ROLE app WITH PASSWORD [redacted]'],
    ['user=app pw=hunter2 host=db', 'user=app pw=[redacted] host=db'],
    ['user=app;pass=hunter2;x=1', 'user=app;pass=[redacted];x=1'],
    ['<Connector keystorePass="hunter2" port="1"/>', '<Connector keystorePass=[redacted] port="1"/>'],
    ['{"dbPass":"hunter2","port":1}', '{"dbPass":[redacted],"port":1}'],
    ['  DB_PASS: hunter2\n  DB_PORT: 1', '  DB_PASS: [redacted]\n  DB_PORT: 1'],
    ['keytool -storepass hunter2 -keypass swordfish -v', 'keytool -storepass [redacted] -keypass [redacted] -v'],
    ['keytool -storepass "hun ter2" -v', 'keytool -storepass [redacted] -v'],
    ['{"command":"keytool -v -keypass hunter2"}', '{"command":"keytool -v -keypass [redacted]"}'],
    ['args: ["-storepass", "hunter2", "-v"]', 'args: ["-storepass", [redacted], "-v"]'],
    ['openssl pkcs12 -passout pass:hunter2 -out a', 'openssl pkcs12 -passout pass:[redacted] -out a'],
    ['{"db_pass":"hunter2","pass": "hun ter2"}', '{"db_pass":[redacted],"pass": [redacted]}'],
    ['app.db.pass: hunter2', 'app.db.pass: [redacted]'],
    ["'dbPass' => 'hunter2'", "'dbPass' => [redacted]"],
    [
      JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ dbPass: 'hunter2', c: 1 }) }) }),
      String.raw`{"a":"{\"b\":\"{\\\"dbPass\\\":[redacted],\\\"c\\\":1}\"}"}`,
    ],
    ['jwt.signing-key: hunter2', 'jwt.signing-key: [redacted]'],
    ['curl -s -u admin:hunter2 https://es:9200', 'curl -s -u admin:[redacted] https://es:9200'],
    ['mysql -uroot -phunter2 orders', 'mysql -uroot -p[redacted] orders'],
    ['{"auths":{"h":{"auth":"dXNlcjpodW50ZXIy"}}}', '{"auths":{"h":{"auth":"[redacted]"}}}'],
    ['encryption.key=abc', 'encryption.key=[redacted]'],
    ['masterKey: abc', 'masterKey: [redacted]'],
    ['routing_key: R0ABCDEF', 'routing_key: [redacted]'],
    ['the password is: hunter2', 'the password is: [redacted]'],
    ['the password is swordfish and the user is bob', 'the password is [redacted] and the user is bob'],
    ['The password of user flink on broker-1 is hunter2.', 'The password of user flink on broker-1 is [redacted]'],
    ['pwd for kafka: S3cret!', 'pwd for kafka: [redacted]'],
    ['password (kafka): hunter2, user: bob', 'password (kafka): [redacted] user: bob'],
    ['password for kafka: swordfish', 'password for kafka: [redacted]'],
    ['the new password will be hunter2', 'the new password will be [redacted]'],
    ['changed the password from hunter1 to hunter2', 'changed the password from [redacted]'],
    ["set the password to 'correct horse'", 'set the password to [redacted]'],
    ['log in as flink with password hunter2', 'log in as flink with password [redacted]'],
    ['PW: hunter2', 'PW: [redacted]'],
    ['username and password are flink and hunter2', 'username and password are [redacted]'],
    ['credentials for kafka: flink/hunter2', 'credentials for kafka: flink/[redacted]'],
    ['API key for openai: 9f8e7d6c5b4a', 'API key for openai: [redacted]'],
    ['the token is 9f8e7d6c5b4a', 'the token is [redacted]'],
    ['das Passwort lautet hunter2', 'das Passwort lautet [redacted]'],
    ['Passwort für den Nutzer flink ist hunter2', 'Passwort für den Nutzer flink ist [redacted]'],
    ['Passwort auf hunter2 geändert', 'Passwort auf [redacted] geändert'],
    ['Kennwort: hunter2', 'Kennwort: [redacted]'],
    ['Zugangsdaten: flink/hunter2', 'Zugangsdaten: [redacted]'],
    ['kafka 的密码是hunter2，请勿外传', 'kafka 的密码是[redacted]请勿外传'],
    ['密码改成 hunter2 了', '密码改成 [redacted] 了'],
    ['账号 flink 密码 hunter2', '账号 flink 密码 [redacted]'],
    ['口令：hunter2', '口令:[redacted]'],
    [
      'Map(user -> bob, db.password -> hunter2, port -> 5432)',
      'Map(user -> bob, db.password -> [redacted], port -> 5432)',
    ],
    ['List((user,bob), (password,hunter2))', 'List((user,bob), (password,[redacted]))'],
    [`properties.put("sasl.password", "hunter2")`, 'properties.put("sasl.password", [redacted])'],
    ['["--db-password","hunter","--topic","x"]', '["--db-password",[redacted],"--topic","x"]'],
    [`['-token', 'swordfish']`, "['-token', [redacted]]"],
    [String.raw`{"args":"[\"--secret\",\"hunter\"]"}`, String.raw`{"args":"[\"--secret\",[redacted]]"}`],
    [
      '{"args":["--password=hunter","--mode","slow"],"error":"disk full"}',
      '{"args":["--password=[redacted]","--mode","slow"],"error":"disk full"}',
    ],
    [
      String.raw`{"log":"{\"url\":\"jdbc:mysql://h/x?password=hunter\",\"error\":\"disk full\"}"}`,
      String.raw`{"log":"{\"url\":\"jdbc:mysql://h/x?password=[redacted]\",\"error\":\"disk full\"}"}`,
    ],
    ["['--password=hunter', '--mode', 'slow']", "['--password=[redacted]', '--mode', 'slow']"],
    ['<entry key="db.password">hunter2</entry>', '<entry key="db.password">[redacted]</entry>'],
    ['<password><![CDATA[hunter2]]></password>', '<password>[redacted]</password>'],
    ['password: !!str hunter2', 'password: [redacted]'],
    ['password: &db hunter2', 'password: [redacted]'],
    ['userPassword:: aHVudGVyMg==', 'userPassword:: [redacted]'],
    ['if (token === hunter2)', 'if (token === [redacted]'],
    [
      String.raw`{"url":"jdbc:mysql://h/db?user\u003dbob\u0026password\u003dhunter2\u0026ssl\u003dtrue"}`,
      '{"url":"jdbc:mysql://h/db?user=bob&password=[redacted]&ssl=true"}',
    ],
    [
      String.raw`{"log":"{\"url\":\"https://h/?token\\u003dhunter2\"}"}`,
      String.raw`{"log":"{\"url\":\"https://h/?token=[redacted]\"}"}`,
    ],
    [String.raw`{"told":"\u5bc6\u7801\uff1ahunter2"}`, '{"told":"密码:[redacted]"}'],
    [String.raw`{"pass\u0077ord":"hun\u0022ter2","a":1}`, '{"password":[redacted],"a":1}'],
    [
      String.raw`{"told":"{\u0022password\u0022: \u0022hun ter2\u0022,\u0022a\u0022:1}"}`,
      String.raw`{"told":"{\"password\": [redacted],\"a\":1}"}`,
    ],
    [
      String.raw`{"told":"{\"by\":\"{\\u0022password\\u0022:\\u0022hun ter2\\u0022}\"}"}`,
      String.raw`{"told":"{\"by\":\"{\\\"password\\\":[redacted]}\"}"}`,
    ],
    [String.raw`'password' = 'it\u0027s hunter2', 'a' = 'b'`, "'password' = [redacted], 'a' = 'b'"],
    [String.raw`\u0027password\u0027 \u003d \u0027hun ter2\u0027`, "'password' = [redacted]"],
    [String.raw`{"url":"https:\/\/bob:hunter2@h\/x"}`, '{"url":"https://[redacted]@h/x"}'],
    [
      String.raw`{"told":"{\"url\":\"https:\\\/\\\/hooks.slack.com\\\/services\\\/T0\\\/hunter2 failed\"}"}`,
      String.raw`{"told":"{\"url\":\"https://hooks.slack.com/services/[redacted] failed\"}"}`,
    ],
    [String.raw`db password\u003d\u0027hun ter2\u0027 user\u003dbob`, 'db password=[redacted] user=bob'],
    [`password${'\\'.repeat(8)}u003dhunter2`, 'password=[redacted]'],
    ['password\\\u200bu003dhunter2', 'password=[redacted]'],
    ["expected password == hunter2, got ''", "expected password == [redacted], got ''"],
    ["db.pass => 'hun ter2', size => 3", 'db.pass => [redacted], size => 3'],
    ['DB_PASS => hunter2', 'DB_PASS => [redacted]'],
    ['expected db_pass == hunter2', 'expected db_pass == [redacted]'],
    [
      JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ password: 'hun ter"2', c: 1 }) }) }),
      String.raw`{"a":"{\"b\":\"{\\\"password\\\":[redacted],\\\"c\\\":1}\"}"}`,
    ],
    ['{"tokens":["hunter2","swordfish"],"error":"disk full"}', '{"tokens":[redacted],"error":"disk full"}'],
    ['{"tokens": ["hunter2", "sword]fish"], "n": 1}', '{"tokens": [redacted], "n": 1}'],
    [
      '{"credentials":{"user":"bob","key":"hunter2"},"error":"disk full"}',
      '{"credentials":[redacted],"error":"disk full"}',
    ],
    ['{"secrets":[{"of":"a","is":{"v":"hunter2"}},{"of":"b","is":"x"}],"n":1}', '{"secrets":[redacted],"n":1}'],
    [
      String.raw`{"log":"{\"tokens\":[\"hunter2\",\"swordfish\"],\"error\":\"disk full\"}"}`,
      String.raw`{"log":"{\"tokens\":[redacted],\"error\":\"disk full\"}"}`,
    ],
    ['Bearer: abc.def-123', 'Bearer: [redacted]'],
    ['redis_auth=hunter2', 'redis_auth=[redacted]'],
    ['with gsk_0123456789abcdefghij0123', 'with [redacted]'],
    ['with shpat_0123456789abcdef0123', 'with [redacted]'],
    ['with xai-0123456789abcdefghij0123456789abcdefghij0123', 'with [redacted]'],
    ['with nvapi-0123456789abcdefghij0123456789', 'with [redacted]'],
    ['AGE-SECRET-KEY-1QQPQZZ0123456789QQPQZZ0123456789', '[redacted]'],
    ['with ASIAQZ7XW2PLM4NTR8VB wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY00', 'with [redacted] [redacted]'],
    ['discord.com/api/webhooks/1234567/Zq7Xw2QX-Zq7Xw2QX', 'discord.com/api/webhooks/1234567/[redacted]'],
    ['api.telegram.org/bot123456:Zq7Xw2QY/sendMessage', 'api.telegram.org/bot123456:[redacted]/sendMessage'],
    ['x.webhook.office.com/webhookb2/a@b/IncomingWebhook/c', 'x.webhook.office.com/webhookb2/[redacted]'],
    ['blob.core.windows.net/x?se=2026&sig=Zq7X%2Fw2 denied', 'blob.core.windows.net/x?se=2026&sig=[redacted] denied'],
    ['discordapp.com/api/webhooks/1234567/Zq7Xw2QX', 'discordapp.com/api/webhooks/1234567/[redacted]'],
    ['api.telegram.org/file/bot123456:Zq7Xw2QY/x', 'api.telegram.org/file/bot123456:[redacted]/x'],
    ['core.windows.net/x?sig=Zq7X%2Fw2&se=2026', 'core.windows.net/x?sig=[redacted]&se=2026'],
    ['core.windows.net/x?se=2026&amp;sig=Zq7X%2Fw2 denied', 'core.windows.net/x?se=2026&amp;sig=[redacted] denied'],
    ['<db.password>swordfish', '<db.password>[redacted]<'],
    ['{"name":"Authorization","value":"swordfish"}', '{"name":"Authorization","value":[redacted]}'],
    ['{"name":"cookie","value":"swordfish"}', '{"name":"cookie","value":[redacted]}'],
    ['password := hunter2', 'password := [redacted]'],
    ["the password's hunter2", "the password's [redacted]"],
    ["the password's hunter2!x", "the password's [redacted]"],
    ['the password is now swordfish', 'the password is now [redacted]'],
    ['the passwords are swordfish', 'the passwords are [redacted]'],
    ['the password is now hunter2', 'the password is now [redacted]'],
    ['the passwords are hunter2 and sw0rdfish', 'the passwords are [redacted]'],
    ['hooks.slack.com/services/T01/B02/xyz', 'hooks.slack.com/services/[redacted]'],
    ['hooks.slack.com/workflows/T01/A02/123', 'hooks.slack.com/workflows/[redacted]'],
    ['hooks.slack.com/triggers/T01/456/789', 'hooks.slack.com/triggers/[redacted]'],
    ['password => hunter2', 'password => [redacted]'],
    ['%22token%22%3A%22hunter2%22%2C%22x%22', '%22token%22%3A%22[redacted]%22%2C%22x%22'],
    ['token%3Dhunter2%3Bnext', 'token%3D[redacted]%3Bnext'],
    ['to https%3A%2F%2Fbob%3Ahunter2%40host%2Fpath%40x', 'to https%3A%2F%2Fbob%3A[redacted]%40host%2Fpath%40x'],
    ['curl --user admin:hunter2 https://es:9200', 'curl --user admin:[redacted] https://es:9200'],
    ['curl --proxy-user admin:hunter2 https://es', 'curl --proxy-user admin:[redacted] https://es'],
    ['mysqldump -uroot -phunter2 orders', 'mysqldump -uroot -p[redacted] orders'],
    ['mysqladmin -phunter2 ping', 'mysqladmin -p[redacted] ping'],
    ['mariadb -uroot -phunter2 orders', 'mariadb -uroot -p[redacted] orders'],
    ["ALTER USER app IDENTIFIED BY 'hunter2'", 'ALTER USER app IDENTIFIED BY [redacted]'],
    ["GRANT ALL ON x TO app IDENTIFIED BY 'hunter2'", 'GRANT ALL ON x TO app IDENTIFIED BY [redacted]'],
    ['ALTER ROLE app WITH PASSWORD "hunter2"', 'ALTER ROLE app WITH PASSWORD [redacted]'],
    ['jdbc:sqlserver://h;pwd={ab;user=c};encrypt=true', 'jdbc:sqlserver://h;pwd=[redacted];encrypt=true'],
    ['routing-key: 0123456789abcdef0123456789abcdef', 'routing-key: [redacted]'],
    ['<property name="db.password">hunter2</property>', '<property name="db.password">[redacted]</property>'],
  ])('%s', (text, want) => {
    expect(redact(text)).toBe(want);
  });

  test.each(
    wordsOf(
      'passwd Passwort passphrase passcode pwd Kennwort contraseña 密码 密碼 令牌',
      'jsessionid shared_key application-key auth.key hmacKey private.key keystore.key',
    ),
  )('the value of %s', (name) => {
    expect(redact(`${name}=hunter2 next`)).toBe(`${name}=[redacted] next`);
  });

  // Put together here, as scanners of repositories take them for real ones otherwise.
  test.each(
    wordsOf(
      'github_pat_ glpat- glsa_ xoxb- xapp- sk_live_ rk_test_ whsec_ AIza ya29. hvs.',
      'hvb. npm_ dckr_pat_ dop_v1_ lin_api_ ATATT sbp_ r8_ lsv2_pt_',
      'shpat_ shpca_ shppa_ shpss_',
    ),
  )('a token that begins with %s', (begin) => {
    expect(redact(`with ${begin}${'0123456789abcdef'.repeat(2)}.`)).toBe('with [redacted].');
  });

  const hex = '0123456789abcdef';
  test.each([
    ['SG.', `${hex}.${hex}`],
    ['hf_', hex + hex],
    ['dapi', hex + hex],
    ['pypi-AgE', hex],
    ['NRAK-', hex.toUpperCase() + hex.toUpperCase()],
  ])('a token that begins with %s and has a form of its own', (begin, rest) => {
    expect(redact(`with ${begin}${rest}.`)).toBe('with [redacted].');
  });

  test.each(['AKIA', 'ASIA', 'AROA', 'AIDA', 'ABIA', 'ACCA', 'LTAI', 'AKID', 'GOOG1E'])(
    'an id that begins with %s',
    (begin) => {
      expect(redact(`with ${begin}${'0123456789ABCDEF'}.`)).toBe('with [redacted].');
    },
  );

  test.each(['access', 'secret', 'private', 'auth', 'account', 'encryption', 'master'])(
    'the %s key that somebody tells in a sentence',
    (which) => {
      expect(redact(`the ${which} key for kafka is 9f8e7d6c5b4a`)).toBe(`the ${which} key for kafka is [redacted]`);
    },
  );

  test.each(
    wordsOf(
      '密碼是 口令是 令牌为 密钥为 密鑰為 密码就是 密码设置为 密碼設置為 密码换成 密码变成',
      '密碼換成 密碼變成 密码重置为 密码更新为',
    ),
  )('what is said after %s', (words) => {
    expect(redact(`${words}hunter2，请`)).toBe(`${words}[redacted]请`);
  });
});

describe('what a person needs stays', () => {
  test.each([
    String.raw`{"a":"line\u000anext, turned \u202e, half \ud83d, at C:\u005c, it\u0027s"}`,
    `${'\\'.repeat(16)}u0041`,
    String.raw`C:\\/flink`,
    'java.lang.OutOfMemoryError: Metaspace',
    '\tat org.apache.flink.runtime.tasks.StreamTask.invoke(StreamTask.java:970)',
    'Job 4f1a9c2b7d3e4f5a8b6c7d8e9f0a1b2c failed at http://jobmanager:8081/jobs',
    's3://bucket/savepoints/savepoint-4f1a9c-0123456789ab',
    'Basic authentication failed for topic orders',
    'Could not parse the unexpected token } at line 3',
    'keyBy(key) saw key: 15 of group 3',
    'kafka-0.broker:9092 disconnected',
    'http://jobmanager:8081',
    'hdfs://namenode:8020/flink/checkpoints',
    'no route to http://[::1]:8081',
    'see http://host:port',
    'file:///data/chk-412/_metadata',
    'Source: tokens -> Map -> Sink: totals (3/8)#2',
    'Job identified by "4f1a9c2b7d3e4f5a8b6c7d8e9f0a1b2c" was not found',
    'state.checkpoints.dir: s3://bucket/checkpoints',
    'security.kerberos.login.keytab: /etc/krb/flink.keytab',
    'execution.checkpointing.interval: 30s, state.backend.type: rocksdb',
    'partition orders-3 at offset 4711, epoch 12, leader 2',
    "no queue 'orders', routing-key=orders.eu.new",
    'flink run -p 4 mysql-cdc.jar',
    'mysql to-orders -parallelism 4',
    'pass=2 of 3, bypass=true',
    'firstPass: 12 of 20, SECOND_PASS: 3, byPass: false, compass: north, storepass was wrong',
    'the first pass: done, "pass":true, -keypass -v, keytool -storepass:env PASS, -passin file:/etc/key',
    'name: orders-by-region\n  value: 7',
    '{"key":"state.backend.type","value":"rocksdb"}',
    '<property><name>fs.s3a.endpoint</name><value>minio:9000</value></property>',
    '{"auth":"kerberos"}',
    'curl https://jobmanager:8081/jobs: connection refused',
    'hf_orders_by_region_and_customer, dapi.acme, pypi-mirror.internal.acme, SG.md',
    'com.acme.InvalidTokenException:\n\tat com.acme.Login.check(Login.java:7)',
    'java.io.IOException: no token:\n\tat com.acme.Login.check(Login.java:7)\nCaused by: java.io.EOFException',
    'com.acme.MasterKeyException: slot 3 is taken',
    'FATAL: password authentication failed for user "flink"',
    'java.io.IOException: keystore password was incorrect',
    "Access denied for user 'flink'@'10.2.3.4' (using password: YES)",
    'The server requested SCRAM-based authentication, but the password is an empty string.',
    'no password was provided by plugin null',
    'the password must be at least 8 characters, and is read from /etc/secrets/db',
    'the database password was rotated on Friday; it is wrong since then!',
    'password for user flink was rejected',
    'password for kafka has expired: ask the platform team',
    'password for alias kafka: java.io.IOException: no such alias',
    'password reset to default by admin, password rotation changed from 30 days to 90 days',
    'password SCRAM-SHA-512 mismatch, password hash sha256 is unsupported',
    'hashed with password sha256 and salt',
    'the password 86400000 ms ago',
    'password of kafka: /etc/kafka/pass1 is read',
    'password of kafka: step2: log in',
    'password for https://vault.example',
    'the rpw abc123def stays, and mytoken is abc123def9 too',
    'what happens with the password is java.lang.IllegalStateException',
    'the password is [redacted] and step2 is next',
    'pwd is /opt/flink',
    'secret for the namespace flink: not found',
    'The security token included in the request is invalid.',
    'delegation token for hdfs-ha was not found, token 1234 for flink is expired',
    'the key is 9f8e7d6c5b4a',
    'credentials are missing for region eu-west-1',
    'das Passwort ist abgelaufen, das Kennwort von admin wurde geändert',
    '密码是错误的。密码为空。密码是 null',
    '怎么配账号密码\nES 开启 x-pack',
    'Source: secrets -> (tokens -> Map, passwords -> Filter) -> Sink: totals',
    'columns ["password", "created_at"] and (tokens,Filter)',
    '["--ask-password","--topic","orders"]',
    'TableSourceScan(table=[[hive, db, tokens]], fields=[id, token]) -> Calc[2]',
    '<property key="tokens"/>\n<other/>',
    'xai-orders-by-region-and-customer, gsk_orders, nvapi-mirror',
    'wasbs://flink@account.blob.core.windows.net/checkpoints, abfss://flink@account.dfs.core.windows.net/x',
    'com.acme.InvalidTokenError: slot 3 is taken',
    'java.io.IOException: no token:\nCaused by: java.io.EOFException',
    'java.io.IOException: no token:\n\t... 7 more',
    "Access denied for user 'flink'@'10.2.3.4' (using password: NO)",
    'password pbkdf2 is unsupported',
    'the token is 20261130 for flink',
    'password for kafka: /etc/secrets/p4ss',
    'no password for https://jobmanager:8081',
    'password for alias kafka: java.io.IOException',
    'mysql to-orders -port 3306',
  ])('%s', (text) => {
    expect(redact(text)).toBe(text);
  });

  test.each(
    wordsOf(
      'wrong right correct incorrect good bad valid invalid weak strong short long',
      'old new stale empty blank missing mandatory optional unknown unset reset read',
      'given written shown hidden lost found gone forgotten plaintext expiring equal',
      'identical similar null none undefined true false readable reversible',
    ),
  )('the password is %s', (word) => {
    expect(redact(`the password is ${word}.`)).toBe(`the password is ${word}.`);
  });

  test.each(
    wordsOf(
      'falsch richtig korrekt leer ungültig gültig erforderlich nötig unbekannt bekannt',
      'gesperrt vergessen verloren zurückgesetzt',
    ),
  )('das Passwort ist %s', (word) => {
    expect(redact(`das Passwort ist ${word}.`)).toBe(`das Passwort ist ${word}.`);
  });
});

test('characters that nobody sees are taken out, lines and tabs stay', () => {
  expect(redact('a\u001b[31mb\u202ec\u200bd\u2066\ufeff\u{e0041}\r\n\te\u0000')).toBe('abcd\n\te');
});

test.each([
  ['a blank without width', '\u200b'],
  ['an annotation', '\ufff9'],
  ['a joiner of letters', '\u034f'],
  ['a separator of lines', '\u2028'],
  ['a colour', '\u001b[31m'],
  ['a colour in one byte', '\u009b31m'],
])('a secret that was hidden with %s is found', (_what, unseen) => {
  expect(redact(`pass${unseen}word=hunter2`)).toBe('password=[redacted]');
});

test('redacting twice changes nothing more', () => {
  const piece = fc.constantFrom(
    'password',
    'token',
    '=',
    ': ',
    '"',
    "'",
    'Bearer ',
    '://',
    '@',
    'a:b',
    ' ',
    '\n',
    ';',
    ',',
    '--',
    '<',
    '>',
    'x1',
    '\\',
    '-----BEGIN PRIVATE KEY-----',
    'sasl.jaas.config=',
    'name: ',
    'value: ',
    '<name>',
    '</name><value>',
    '|',
    '  ',
    '{',
    '}',
    '%3A%2F%2F',
    '%3D',
    '%40',
    'Cookie: ',
    'pass=',
    'curl -u ',
    'mysql -p',
    'AKIAIOSFODNN7EXAMPLE',
    '…',
    'at a.B(',
    'password',
    ' is ',
    ' for kafka',
    'set the ',
    ' to ',
    'hunter2',
    '密码是',
    '(',
    ' -> ',
    '\\\\\\"',
    '::',
    '!!str ',
    '&a ',
    '<a name="password">',
    '<![CDATA[',
    'gsk_0123456789abcdefghij',
  );

  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const once = redact(pieces.join(''));

      expect(redact(once)).toBe(once);
    }),
  );
});

test('the secret behind a name is gone, whatever it is made of', () => {
  const letter = fc.constantFrom(...'abcXYZ0189!#$%*()[]{}<>/\\|@:.?_+=-~^`'.split(''));
  const secret = fc.array(letter, { minLength: 6, maxLength: 30 }).map((all) => `Q7${all.join('')}7Q`);

  fc.assert(
    fc.property(
      secret,
      fc.constantFrom('password=', 'db.password: ', 'api_key="', 'secretToken := ', 'AccountKey='),
      (hidden, name) => {
        const quote = name.endsWith('"') ? '"' : '';

        expect(redact(`before ${name}${hidden}${quote} after`)).not.toContain(hidden);
      },
    ),
  );
});

test.each<[title: string, piece: string]>([
  ['names', 'password'],
  ['names and blanks', 'token   '],
  ['dashes', '--'],
  ['key blocks without an end', '-----BEGIN PRIVATE KEY-----'],
  ['schemes', 'a://'],
  ['colons behind a scheme', '://a:'],
  ['quotes', 'password="'],
  ['word characters', 'a'],
  ['tags', '<password>'],
  ['web tokens', 'eyJaaaaaaaa.'],
  ['basic', 'basic '],
  ['separators', 'password=a,;&'],
  ['ends of texts', 'password=a\\"'],
  ['ends of texts and blanks', 'password=a"    '],
  ['escaped quotes', String.raw`password="\"`],
  ['names apart from their values', 'name: password '],
  ['blocks', 'password: |\n'],
  ['blanks behind a name', `token:${' '.repeat(40)}`],
  ['encoded addresses', '%3A%2F%2Fa%3A'],
  ['commands', 'curl mysql '],
  ['users', 'create user identified by '],
  ['sentences', 'set the password for kafka on a '],
  ['sentences without an end', 'the password is\n'],
  ['names in one with passwords', 'credentials for a/'],
  ['Chinese sentences', '密码是'],
  ['maps', '(token -> '],
  ['pairs', '(token, '],
  ['arguments', '"token", "1'],
  ['options', '"--token","'],
  ['elements', '<a name="token"'],
  ['elements with content', '<a name="token">'],
  ['quotes inside of quotes inside of quotes', String.raw`token\\\":\\\"`],
  ['lists of texts', 'token=["a",'],
  ['lists of lists', 'token=[["'],
  ['maps of lists', '"token":{"a":["b"'],
  ['brackets', '[{'],
  ['brackets behind a name', 'token=["a"[{[{'],
  ['backslashes', '\\'],
  ['backslashes behind a name', String.raw`token=\\\"\\\\`],
  ['names that end in pass', 'a_pass="'],
  ['options of keytool', '"-storepass", "'],
  ['numbered quotes', String.raw`\u0022`],
  ['escaped slashes', String.raw`\/`],
  ['numbers that are cut', String.raw`\\\\u00`],
])('half a megabyte of %s takes time in proportion to its length', (_title, piece) => {
  const of = (chars: number): number => {
    const text = piece.repeat(Math.ceil(chars / piece.length));
    return cpuMsOf(() => redact(text));
  };
  of(10_000);

  const whole = of(512 * 1024);

  // Quadratic work on this much text takes minutes.
  expect(whole).toBeLessThan(5_000);
});
