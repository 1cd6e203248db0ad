import type { Complaints } from './sop-finder.ts';

/**
 * How operators complain of troubles of Flink, one complaint per line, by the id of the shipped procedure for it. They are voices of
 * that procedure besides its own examples, so that it is found in other words than its own; and with all of them `subject.ts` knows the
 * sound of a trouble also where the folder holds few procedures.
 */
const texts = {
  'autoscaler-thrashing': `
The Flink deployment changes its number of workers every ten minutes, first adds pods, then removes them, then adds them again
Elastic scaling ping-pongs: grows to 24 slots, shrinks to 8, grows back, and nobody touched anything by hand
FLAPPING: replica count of TaskManagers toggled 9 times in the last 2 hours by the operator
Our job is redeployed all night because the scaling controller cannot make up its mind between small and large
Grafana panel of job parallelism looks like a square wave, consumer delay follows it like teeth of a comb
Every time the elastic controller resizes the pipeline we get a few minutes of downtime, then it decides to resize it once more
Managed Flink on AWS: automatic scaling raises KPUs, lowers them half an hour later, application status goes UPDATING again and again
Ververica Autopilot keeps resizing our deployment, each resize is a stop and resume, users see gaps in the dashboard all day
Two controllers fight: KEDA wants 6 taskmanagers, the operator wants 12, so the size of the job jumps between both
HorizontalPodAutoscaler on cpu adds a worker, job goes to RESTARTING, cpu drops, it takes the worker away, job restarts, endless
After each resize the catch-up traffic makes it believe the load has doubled, so it overshoots and later shrinks too much
No errors in the exception tab, still uptime of the job never passes 15 minutes, events list is only scaling decisions
Vertex resized 8 to 20 to 7 to 19 within an hour, cooldown between decisions appears far too short
We pay for nodes that come and go: cluster autoscaler adds EC2 instances, flink grows, shrinks at once, instances are drained again
The job is hunting around its utilisation target, a tiny change of traffic flips the computed worker number up or down
Scale-in happens right after the backlog was drained and five minutes later it needs all those resources back
Please make the scaler less nervous, it reacts on each small spike and each reaction costs a full state restore
Since we enabled elastic sizing, checkpoint count resets constantly because the topology is torn down for a new size
Restart counter and rescale counter climb hand in hand, no failure is logged, only "new parallelism" lines
Reactive cluster with spot machines: whenever a node joins or leaves, the whole pipeline is rebuilt with another width, dozens of times daily
Beam on Flink with operator: the desired worker number swings wildly, pipeline never stays at a size long enough to become stable
Flink SQL job's vertices get overridden parallelism values that alternate between two numbers each evaluation period
Downstream team asks why our feed pauses for two minutes every quarter of an hour; it is the automatic resizing of the flink job
Restore of 400 GB takes eight minutes, but the scaling logic decides anew after five, so the job is hardly ever processing
it scales out, it scales in, it scales out, it scales in... please somebody stop this yoyo on the payments stream
Oscillation of the auto tuning between min and max bound, the parallelism override map is updated permanently
Scale-up does not bring the expected gain, the controller retries a bigger size, then gives up and returns, whole cycle repeats hourly
PAGER: flink-clicks resize storm, 7 automatic resizes since 03:00, event delay higher at each peak
The evaluation window is only a minute long and one noisy metric sample triggers a resize, next sample triggers the reverse
We fixed the size manually but automatic scaling put it back, later changed again, it does not settle on any value
自动扩缩容来回抖动，并行度一会儿升一会儿降，作业一天被重启几十次
开启 autoscaler 之后作业频繁扩容缩容，每次都要从状态恢复，延迟呈锯齿状
Flink 弹性伸缩不稳定，刚缩容完马上又扩容，Pod 数量反复变化，没有任何异常日志
Autopilot 自动调优一直在改并发，改大又改小，作业无法稳定运行
autoscaler goes up and down
autoscaler is going nuts
`,
  backpressure: `
Job is healthy and green but eats only 40k events per second while producers push 70k, the delay gets longer every hour
Real-time dashboard lags behind by 25 minutes and the gap widens, nothing crashed, CPU of the workers is pegged evenly
Pipeline can't swallow the Black Friday traffic, all parallel instances of the parser run flat out
Whole graph in the web UI is black up to the enrichment box which is dark red in every one of its instances
Throughput hits a ceiling no matter how much the source offers; threads burn CPU in JSON parsing, all tasks alike
ALERT: event age at sink > 20 min and growing, no restarts, no errors, all subtasks saturated
Congestion in the stream: upstream tasks spend most of the time blocked because the aggregator does not drain them fast enough
Regex heavy map function is the choke point, every instance of it runs at full CPU and everything ahead of it is stalled
Kinesis consumer iterator age climbs steadily since the launch of the campaign, KPUs run near 100% CPU on all nodes
Since marketing sent the push notification we receive triple volume and Flink processes with the same speed as before
Source is throttled by its own downstream, it reads in short bursts then pauses, buffer pools saturated between map and window
PyFlink UDF is too heavy, each python worker at max, event freshness for consumers degrades minute by minute
Beam pipeline on Flink runner: system lag goes up, transforms ParDo are the limiting stage, all workers equally loaded
The credit-based flow control stops the senders, receivers of all channels have no free credits, computing stage is the limit
Flink SQL top-N query can't follow, deduplicate stage at capacity in all parallel tasks, upstream calc nodes wait
Unread messages of the subscription grow into millions while our streaming job runs without any failure, just not quick enough
Serialization with Kryo burns all the cpu, whole vertex is saturated and the reader ahead of it gets blocked
we have too few cores for this volume, the stream is choking on the scoring step, all 8 scorers maxed out
Pods are CPU throttled by the cgroup quota, flink operators look permanently occupied and the reader waits for them
Consumers complain about stale numbers: our job delivers yesterday evening's events now, it is simply outrun by its producers
MySQL binlog job: currentFetchEventTimeLag increases constantly during the day, transformation stage is compute bound in all tasks
Bottleneck stage found by flame graph: user code on CPU, not waiting for any service, and load is equal among the tasks
The job used to drain the topic in real time, now the volume doubled and it is always behind, would wider parallelism help?
Sustained high water mark in network queues, input side of the window operator full, senders can't hand over their data
Delay dashboard is a straight line going up since 8 am, job status RUNNING, processed per second stays constant at its max
The flat map explodes one event to 200 rows and the next stage gets flooded, earlier stages stall behind it
Ingest to Iceberg is compute limited, parquet encoding keeps each writer core at 100 %, reader cannot go faster
We lose the race against retention: topic keeps 24 h, job is 19 h behind and still falling back although it works fine
Stage three is the narrow neck of the bottle, all its instances fully occupied, stages one and two mostly in blocked state
Deliver slow flink: input 5 MB per second, output 2 MB per second, no exception, what parameter to make it faster?
作业反压严重，上游算子一直是黑色，下游算子所有子任务都是红色，消费跟不上生产
Kafka 积压越来越多，作业没有报错，CPU 打满，处理速度赶不上数据流入速度
大促流量翻倍，Flink 任务延迟持续上涨，所有并发都很忙，想知道要不要加并行度
实时任务消费能力不足，背压一直传到 source，数据延迟从几秒变成半小时
with sorting in the writer switched on the source is held up almost all the time and we lag behind
the store we write to is so slow that the first operator is held up all the time, everything before the sink is red
the source reads at a tenth of its speed since the last operator cannot take more
busy 100 % at one operator, all before it wait, nothing fails
`,
  'bad-release': `
We shipped build 4.7 at 14:00 and since 14:05 the flink pipeline crashes, build 4.6 had no trouble for weeks
Merged a config tweak this morning and now the streaming job does not stay up, want to undo the merge
Helm upgrade of the flink chart done, since then the job misbehaves, how to get back to the earlier revision safely
Post-deploy alarm: error ratio of flink-orders jumped 3 minutes after the CI pipeline finished
The freshly published container tag does not exist in the registry, pods wait for it forever and the job is gone since rollout
Last night's change window broke the stream; everything was OK until the switch to the newer artifact
After pushing the hotfix all totals are off by factor two; before the hotfix numbers matched the warehouse
Should we revert or patch? the version that went live an hour ago throws errors that the predecessor never threw
Canary of the newer artifact died at once, the operator switched over to the prior spec on its own
Deployed to prod, smoke test passed, ten minutes later tasks start to die; staging had the same jar but smaller data
Developer changed SQL statement of the view and redeployed, now the sink receives nulls in the amount column
The only thing that changed is the docker image: same data, same traffic, same cluster, but now it's broken
Need procedure: put previous artifact back in production without losing the state written by the faulty one
Redeploy with new flinkConfiguration keys, afterwards job slower by half; removing the keys should cure but how to keep state
EMR release label was bumped and our streaming step, unchanged for a year, fails directly after the bump
Amazon Managed Flink: UpdateApplication to the newest code, status went back to the prior version, RollbackApplication suggested
Ververica deployment: after upgrading artifact the job is FAILED at once, old artifact version worked with same engine
PyFlink app: pinned requirements were refreshed in the new build and the udf results have been nonsense since it went live
Beam pipeline updated with newer SDK, since the update latency went from 1 s to 40 s
Beginning of trouble coincides exactly with the release train; nobody changed the data or infrastructure
Somebody deployed to the wrong environment: prod job now runs a feature-branch jar and emits rubbish
The floating "latest" tag was rebuilt overnight, pods picked up another binary and the job breaks though yaml is unchanged
Registry pull secret expired, so the upgraded deployment hangs with image error while the former job is already stopped
Customers see wrong prices since the change request CR-3121 was rolled to the flink application, roll-back requested urgently
The version bump of the job doubled memory and cpu, the prior tag ran on half of that with identical traffic
new version of job not good, we must return to before version quickly, deploy was 20 minutes ago
Operator says upgrade failed and is going back to the last stable specification, lifecycle shows ROLLING_BACK
刚上线新版本作业就开始失败，老版本跑了几个月都没问题，想回滚
升级镜像之后数据结果不对，回退到上一个版本怎么保证状态不丢
发布后几分钟任务就报错挂掉，代码改动只有一个配置项，怀疑是这次变更引起的
Flink 小版本升级以后任务性能明显下降，上个版本正常，需要回滚到旧包
rollback to the former version needed, new one is broken
`,
  'checkpoint-declined': `
Snapshots are not even started: coordinator says one of the vertices has already come to its end
Counter of completed snapshots stays at zero since launch, while one small lookup source sits in state FINISHED
Coordinator skips every periodic snapshot because one task is still deploying
The hybrid job reads a file first and then a topic; when the file is read to the end, no snapshot happens any longer
We union a static JDBC table with Kafka; JDBC reader ends after a minute and snapshotting stops for the whole job
More source instances than Pulsar partitions, surplus ones go to FINISHED and the periodic state save is aborted each time
CDC job: an additional values node finished right after startup and because of it nothing can be saved
Task refuses barrier with the note that it is not ready, job log repeats this once a minute
One operator throws while copying its state and answers the master with a refusal, the rest of the tasks acknowledged
Abort of snapshot number 88 right after trigger: an upstream channel cancelled it, duration shown is only a few ms
History tab in web UI: all rows FAILED immediately, end to end duration 5 ms, reason says tasks weren't ready
Restoring a terabyte takes 40 min, meanwhile each trigger is turned down since tasks are in INITIALIZING
While the pods are rescheduled after node maintenance the coordinator logs that it can't trigger; is this dangerous?
Producer flush failed during the pre-snapshot phase and the sink task refused the snapshot, then the job went on
Custom operator's snapshot method raises a null pointer, so each round is rejected by that subtask
Number of refused snapshots grows on the panel, number of expired ones is zero
Barrier for number 41 came in before 40 was done, so 40 is cancelled by the newer one, overlap of rounds
Alert text: flink_dedup snapshot rejected 5 times in a row, tasks: all up, storage: OK
Beam bounded read plus unbounded read in one pipeline, after the bounded read completes there's no periodic state commit and Kafka offsets are never committed
SQL temporal join with filesystem dimension: after the scan of files is complete, Iceberg gets no commits since snapshotting stopped
Hudi table gets no new commits because coordinator denies snapshots, one writer task closed earlier than the others
Sink never makes files visible: all in-progress since no snapshot is triggered while a branch of the graph has ended
Managed Flink application shows lastCheckpoint none; log says that not all required tasks are running, one remains in SCHEDULED
Checkpoint coordinator suspended as the job is in transition, triggers fail until all subtasks switched to RUNNING
User function was closing when the barrier arrived, it said no, next round said no as well
My source emits ten rows and terminates, job continues due to timers, but saving of state was disabled from then
Do plain refusals count for the tolerated number of failures? our job restarted after three refusals by the same subtask
The snapshot request hits a subtask that has got end-of-input from its upstream, so it's turned down, every minute again
not possible to make checkpoint, say some task is finish already, but other task run good
有一个 source 跑完变成 FINISHED 之后，整个作业就再也不做 checkpoint 了
checkpoint 触发后马上被拒绝，提示任务还没准备好，不是超时
Kafka 分区数小于并行度，多余的 subtask 直接结束，导致检查点一直无法触发
作业恢复大状态期间检查点都被放弃，部分任务还在 INITIALIZING
`,
  'checkpoint-expired': `
Snapshot number 512 sat at 97 % acknowledged for half an hour and was then thrown away, next one goes the same way
State save never gets done inside its allotted ten minutes, progress bar crawls and then the row turns FAILED with full duration
Barriers need ages to get through the graph because in-flight buffers ahead of the join are stuffed
No successful restore point since 02:15, each attempt is cut off by the time limit, job itself still consumes
LAST SUCCESSFUL SNAPSHOT > 2h OLD, running attempt 47/48 acknowledged, cutoff in 1 min
Only subtask 13 has not confirmed, all others confirmed in seconds, then after 600000 ms the whole attempt is discarded
Start delay column in the checkpoint details shows nine minutes, sync and async parts are tiny, still the attempt is abandoned
Web UI checkpoints page: "In Progress 1" all the time, "Completed" counter frozen, failures increase by one each quarter of hour
Iceberg table gets no fresh commits for hours because snapshots overrun their deadline while job is congested
Hudi writer: instants stay inflight, since the flink snapshot is aborted for taking too long under load
Full-load phase of MySQL CDC keeps source busy with chunk reading, state save of that reader overruns the limit and job restarts
Uploading 300 GB full state to object storage cannot be completed inside the window, though storage gives no errors
Durations in the snapshot history climb 2 min, 4 min, 7 min, 10 min, then all of them are red with the same length
We raised the limit to one hour and attempts still don't get through, alignment shows 55 minutes
Aligned phase is endless: one input channel delivered its marker long ago, the other one is stuck behind a jam
The sink blocks in its flush when the barrier comes, so the snapshot goes past its time budget every round
Job goes back in time by hours: too many late snapshots in a row tripped the tolerated failure number and it was restarted from an old one
Kinesis Data Analytics: lastCheckpointDuration equals the maximum and numberOfFailedCheckpoints grows, app is slow but not failing
Beam pipeline on Flink runner: finalization of bundles is late, checkpoints don't complete before the deadline since python harness is slow
PyFlink UDF with huge bundles delays the barrier, bundle must be finished first, and so snapshot isn't done in time
Incremental state upload was seconds, after the key explosion it's a quarter hour and gets aborted by the coordinator's timer
Coordinator drops the pending snapshot since some vertices did not answer in the permitted period
Saving state hangs while the window fires millions of timers, main thread is occupied, barrier waits in the mailbox until it is too late
Recovery point objective breached: newest usable snapshot three hours back, attempts run but take longer than permitted
Source thread is blocked emitting under the lock so it doesn't even begin its part of the snapshot, and the deadline goes by
Why is snapshot of 20 MB state taking longer than 15 minutes and then canceled? network is fine, storage is fine, pipeline congested
Interval one minute, each attempt lives its complete allowed lifetime, is killed by the timer and the next one starts at once
checkpoint is slow slow, after 10 minute it fail, data processing is going on but very late
Paimon commit identifier does not move because the writers' snapshots regularly miss the deadline during compaction
Overnight all state saves were cut off by the clock; in the morning a pod died and we replayed nine hours
检查点一直卡在 98%，最后一个 subtask 迟迟不 ack，十分钟后超时失败
反压的时候 checkpoint 做不完，barrier 走不动，对齐时间特别长，最后全部超时
全量同步阶段 checkpoint 总是超过时间限制，作业反复从很旧的检查点恢复
状态几百 G，每次 checkpoint 耗时越来越久直到过期被取消
one subtask never finishes its checkpoint, all others need milliseconds
with exactly once the checkpoint sits at zero progress for minutes, with at least once it is quick
restore is fine but checkpoints are slow and time out
checkpoints slow
ckpt timeout
early checkpoints of the table sink pass, later ones sit in progress until the limit and are thrown away although only a few MB were written
one operator never acknowledges, so each checkpoint is given up after ten minutes and after some of them the job is failed
the checkpoint page shows 11 of 12 acknowledged until the time is over, every time the same subtask is missing
while we work off half an hour of backlog hardly a checkpoint gets done in its time
the first checkpoint after a savepoint never comes to its end, the sink does not answer the barrier
追数据的时候 checkpoint 一直超时,四十分钟都做不完一个
`,
  'checkpoint-storage-failing': `
Snapshot upload to MinIO is rejected since the certificate of the bucket endpoint was replaced, processing itself goes on
Bucket policy got tightened by security team; now the jobs read from Kafka fine but none can persist its state
All streaming jobs lost the ability to save state at 11:32, exactly when the object store had its incident
OSS returns errors on multipart upload when the workers push their state files
NameNode switched to read-only, none of the jobs on YARN can persist snapshots
HDFS quota for directory /flink is used up, snapshots die while writing, job continues to process
Async part of the snapshot dies with a write error on every worker, sync part is fine, no congestion
Too many PUTs per prefix: cloud store slows us down and the state files do not make it, 2000 small objects each minute
Service principal for ADLS has lost the contributor role, abfss writes of state come back with 403
IAM role of the pods can list but not put objects in the snapshot bucket any more
GCS: 429 rate limit on object mutation, the coordinator cannot write the metadata file at the end
All tasks acknowledged, but the master fails at the last step when it writes the manifest of the snapshot
Persistent volume claim for the snapshot share is at 100 %, NFS writes refused, jobs still running
NFS mount of the shared snapshot folder went stale on two nodes, writing state there gives I/O error
Directory item limit exceeded in HDFS shared folder, no further state files can be created beneath it
New job can't create its chk folder: user flink isn't the owner of the target path on hdfs
KMS key used for bucket encryption was disabled, uploads of state are denied since then
ALERT snapshot_write_errors > 0 on every job of cluster B, bucket unreachable from subnet since firewall change
VPC endpoint to S3 removed by network team; state uploads hang in connect and fail, kafka traffic unaffected
Temporary session token of the s3 plugin is not renewed so state upload works for an hour and then fails
Connection pool of the s3 client exhausted while hundreds of state files are pushed at once, upload is aborted
The lifecycle rule removed incomplete multipart uploads while our big state file was still being sent, upload fails with unknown upload id
Datanodes have no free blocks, could only be replicated to 0 nodes when workers write state; job not down
Two runs with same id write into one snapshot directory, the finalizing step complains that the manifest is there already
Presto s3 plugin wrong region or endpoint after migration, first state save already can't be written, reads from topic are ok
Snapshot persist error: could not close the stream to the remote file, cause is reset by the object storage peer
Job alive, restore point ages, the log is full of upload failures to the bucket, what should I tell the storage team?
Iceberg commits stopped since flink cannot persist its snapshots: remote filesystem returns permission error on write
storage account is full or locked, flink say it can not write state in blob container, each minute again
检查点写 HDFS 失败，NameNode 进入安全模式，作业还在跑但没有新的恢复点
上传状态到 OSS 报 403，AK 没有写权限，所有作业的 checkpoint 都失败
对象存储限流 503，大量小文件，checkpoint 异步阶段上传失败
S3 桶策略改了以后 checkpoint 目录写不进去，任务本身没挂
each request of the checkpoint for its path is answered with not found by the object store
every half hour a tiny checkpoint fails because closing the file in HDFS takes half a minute
writing the checkpoint into the bucket fails, the job's own data is fine
`,
  'checkpoint-storage-too-small': `
State outgrew 5 megabytes and since then not a single snapshot works, we never set any remote directory
Saving state fails because it is kept in the master's RAM and a single piece exceeds the allowed five MiB
Quickstart config went to production: no durable location for snapshots, so they go into coordinator memory and don't fit
Worked in the demo with little data, with production volume the state handle exceeds the in-memory cap
Local docker-compose cluster: after an hour of running the snapshot is too big for the jobmanager's memory storage
Broadcast state with a 12 MB rules file makes each snapshot fail, storage type shown in config tab is JobManager
Config tab of the job shows "Checkpoint Storage: JobManagerCheckpointStorage", and failures started when keys passed a few hundred thousand
RocksDB is the backend yet snapshots are limited to five megs, seems the target storage remained the in-memory default
We set the path in flink-conf.yaml but on 2.0 it is ignored, so state is shipped to the master and it hits the memory cap
In-memory snapshot stream is capped: state of one parallel piece bigger than permitted bytes, job restarts after each attempt
Snapshot can't be stored as bytes inside the coordinator, recommended is some filesystem storage says the message
Flink SQL client session without any checkpoint directory, group-by job fails each save when result cardinality grows
PyFlink local job: saving state crashes as soon as the state is bigger than 5 MB, default memory storage is used
Beam FlinkRunner with checkpointingInterval set but no state storage path, the state gets too large for the master memory
MySQL CDC on a standalone cluster: list of finished chunks is too large for in-memory snapshots, no filesystem path is set
Raised the byte limit in the constructor to 100 MB and now the master suffers, what is the right storage for growing state?
Alert: state save failing in dev cluster, per-subtask state 6.1 MB over the allowance of the memory-kept storage
Window contents became larger than the built-in ceiling for heap-held snapshots
Hash map backend + default storage: each save is refused as oversize, not timed out, not an I/O problem, simply over the cap
State backend says hashmap, snapshot location says none; failing since traffic doubled, size message in bytes
Our image misses the key for a remote snapshot folder, so it silently falls back to keeping them on the coordinator
In code we call env.setStateBackend(new MemoryStateBackend()), tests pass, prod fails with an oversize message
Kafka source with many partitions plus union list state surpasses the small default cap for snapshots in memory
first small checkpoints OK, later all fail: size bigger then maximum, we not use hdfs or s3
Each snapshot attempt ends at once with an oversized state complaint; disk has room, bucket isn't even used
Snapshots live only in RAM of the master so they vanish with it, and now they are also refused for being over the maximum
Session window job keeps user objects in state, 5242880 byte threshold crossed at noon, since then zero completed
Flink on Windows laptop with default settings, large list state can't be snapshotted, says the memory-backed maximum is exceeded
状态超过 5MB，检查点全部失败，提示超过内存状态后端的最大值，没有配置 checkpoint 目录
默认用 JobManager 内存存 checkpoint，数据量一大就报 maxSize 超限
测试环境没问题，生产状态变大后快照存不进 JobManager 内存，需要改成文件系统存储吗
maxSize=5242880 这个限制怎么改，状态放在内存里存不下
state is larger than what checkpoint storage in memory takes, size limit exceeded
`,
  'class-conflict': `
one class was loaded twice by different class loaders and an object of it cannot be cast to itself
the same class comes from two class loaders, child first and parent, and the cast between them fails
The code compiles and unit tests pass, on the cluster it says that a method of a library does not exist
Same class name on both sides of the cast error, how can Order not be an Order?
Guava in the Hadoop folder is ancient and hides the one bundled in our fat jar
Two copies of the Kafka connector on the classpath, one in lib and another shaded in the application, job dies at open
Put the Hive bundle and the Iceberg runtime together into lib, parquet signature mismatch appears on first write
Hudi bundle brings its own parquet and avro, after adding it the other sink breaks with a missing method signature
Jackson clash: job runs from the IDE but the cluster loads an older databind
Upgraded to 1.19 but the JDBC connector jar is still the 1.16 one, method descriptor not found at start
Protobuf generated code compiled with v4, platform ships v3, verify error when the operator opens
Scala 2.11 artifact mixed with 2.12 runtime, strange missing method on startup
SLF4J / log4j bindings twice, log says multiple bindings and then linkage trouble in the logger
Submitting the job second time in the session cluster: cast to its own type fails, first submission was fine
Lambda can't be assigned to the function field when deserialized, jar is in lib as well as uploaded
flink-dist is packed inside the application's uber jar, fields of runtime classes mismatch
Signature of a jar file is invalid after merging everything with shade, META-INF/*.SF not excluded
EMR puts its own AWS SDK on the classpath, our newer client misses a builder method at runtime
On Ververica platform the preinstalled connector shadows ours, so a method added in the newer release cannot be found
YARN ships hadoop libs through HADOOP_CLASSPATH and they override commons-cli, the CLI crashes with no such method
Beam bundled grpc and our grpc are different releases, pipeline construction breaks with an incompatible class change
PyFlink: jars given with pipeline.jars contain the same format as lib, py4j reports a cast problem between equal names
CDC connector "thin" and "sql" artefacts both installed, debezium classes loaded from two places
Parent-first helps for our avro records, child-first breaks them: record objects belong to a different loader
Final method overridden / abstract method missing because interface of the library changed between minor releases
Netty or okhttp duplicates: works in docker image A, breaks in image B that has one more jar in lib
Doris connector needs an older thrift than Hive metastore client, together they don't work, separately each does
Paimon jar together with Spark-shaded hive-exec leads to an incompatible ABI message during table creation
javax / jakarta service provider is rejected since it implements an interface from the wrong loader
Static field not found error shows up only on the cluster, our build uses a newer release of that dependency
method not exist at runtime but I see it in my jar, why flink take other version?
jar 包冲突，本地运行正常，提交到集群就报找不到方法
自己强转自己失败，同一个类被两个类加载器加载，flink lib 和用户 jar 里各有一份
升级 Flink 版本后连接器没换，依赖版本不一致导致方法签名对不上
cannot cast a class to itself, it was loaded by two class loaders
X cannot be cast to X, one copy comes from lib and one from the user jar
cannot cast com.shop.Order to com.shop.Order although it is the very same class
the job was built against the connector of an older major version and falls over on the new cluster because a constructor it calls is gone
two releases of Guava are on the path when we submit to YARN and the wrong one is picked
a method that exists in our version of the library is said not to exist once it runs on the cluster
the same jar in lib and in the fat jar, and objects of the same class cannot be cast to each other
`,
  'container-oom-killed': `
Worker pod vanishes without a last word in its log, kubelet reports the memory limit was hit and killed it
Log of the TaskManager simply breaks off in mid-sentence, heap graph flat at 40 percent, pod restarted with signal 9
NodeManager ended our Flink container since it grew over the granted RAM, Java itself complained about nothing
RSS staircase: resident size of the java process climbs 200 MB a day until the kernel reaper shoots it
Linux kernel sacrificed the java process of the executor, dmesg shows its score and anon-rss
Memory chart of the pod touches the red limit line, then drops to zero and begins anew, three times today
Embedded store's block cache and memtables use more native RAM than budgeted and the cgroup kills the worker
After moving our image to plain glibc without jemalloc the pods grow and are shot by the platform
Python worker processes next to the JVM take the remaining RAM of the pod and the orchestrator terminates it
Beam SDK harness sidecar and TaskManager share one pod limit, harness grows and whole pod gets terminated for RAM
PyFlink pandas UDF loads a model of 3 GB per process, worker pods get reaped with code 137
Thread count of the process climbs to 30 000, native thread can't be created and limits are reached
ONNX/TensorFlow through JNI allocates native memory, Java sees nothing, container is killed by its host
YARN: physical memory check fails the container, diagnostics say 6.1 GB of 6 GB used
YARN vmem check shoots our containers although physical usage is only one third
CrashLoop on one worker: restored big state, memory jumps over the limit within two minutes of restore, pod is killed
Kubernetes event SystemOOM on node, several Flink pods died although each was beneath its own limit
master pod was terminated by kernel for RAM, last state shows OOM reason, REST was down for a minute
EMR on EKS: executors get removed for memory, no stack trace, no Java error, code 137 in pod status
Alert "container restarts > 3, reason memory limit" on deployment flink-sessionizer taskmanager
Docker swarm worker exits with 137, docker inspect shows OOMKilled true, restarting helps for some hours
Managed memory is 100 percent used all the time and total process usage creeps past the pod's allowance
After each job restart the native footprint is higher than before, never given back, until the fifth restart kills the pod
Lost connection to a worker was only the consequence: describing the old pod displays that the kernel had ended it for memory
Our limit equals process size precisely, page cache and malloc fragmentation push it over, so kernel steps in
G1 is fine, no long pauses, no Java memory error; simply the whole container gets reaped when traffic peaks
container die by memory, but jvm heap is half empty, kubernetes say reason OOM and code one three seven
The nodes have swap off and pods are overcommitted, at night Flink workers get killed by the node's memory guard
TM 容器被 kill，退出码 137，堆内存使用正常，日志里没有任何 OOM 报错
YARN 报容器超出物理内存限制被杀掉，RocksDB 堆外内存一直涨
Pod 内存一直缓慢上涨到 limit 然后被系统 OOM 杀掉，JVM 堆只用了一半
用了 RocksDB 之后 TaskManager 的 RSS 超过容器限制，经常被 K8s 干掉
`,
  'credentials-rejected': `
Vault rotated the Kafka password last night and our stream has been turned away by the brokers ever since
Login refused: the database account used by the sink was locked after too many wrong attempts
Job reaches the broker fine, TCP is open, yet it's told that this principal may not describe the topic
mTLS client cert of the consumer ran out on Sunday, brokers close the connection during the TLS negotiation
After renaming the consumer group nobody granted the prefix, source is forbidden to join it
IRSA role binding of the service account is gone, Kinesis read calls come back as not authorized
Keytab was regenerated by the AD team, ticket can't be obtained any more, YARN application dies after 7 days
Kerberos renewal fails, clocks of two nodes are 6 minutes apart and the KDC declines the ticket
MySQL CDC user lacks replication client and reload grants, binlog reading is refused
After credential rotation the CDC reader silently stops delivering rows, its reconnects are being denied by the database
MySQL 8 caching_sha2 login doesn't work for the binlog reader, says public key may not be fetched
Postgres CDC: role is neither superuser nor replication role, slot can't be created
Pg_hba has no line for the new pod subnet, so the database turns the sink's logins down
Oracle account expired, password must be changed, logminer source can't log in
MongoDB change stream not permitted for this user, missing read role on the database
StarRocks stream load returns 401 unauthorized, load user lost its INSERT privilege
Doris FE answers that the account has no LOAD_PRIV on the table after permission cleanup
Redis now demands AUTH since the security hardening, lookups answer NOAUTH
Hive metastore or Glue catalog: role lacks glue:GetTable under Lake Formation, table can't be opened by the job
Confluent Cloud API key was deleted, every client of that key is rejected, job cycles
OAuth client secret expired at the identity provider, bearer token for the brokers cannot be fetched
Truststore in the image does not hold the new CA, TLS handshake to brokers is refused since the certificate renewal
Pulsar source: token signed by the old key, broker says it's not allowed to subscribe
Pub/Sub subscription pull: service account misses the subscriber role, permission error at start
The k8s secret was updated but running pods still carry the old password, after a failover they couldn't log in
Audit log of Kafka shows hundreds of denied logins per minute from user flink-prod; job restarting all the time
Host name verification fails: new listener's certificate does not carry that name, client declines to connect
user or password wrong they say, but yesterday same config worked, dba changed something on account
Kafka 密码轮换之后 Flink 作业认证失败，一直重启
keytab 过期，Kerberos 登录不上，作业跑七天就挂
Flink CDC 账号没有 REPLICATION 权限，读不了 binlog，提示拒绝访问
Topic 的 ACL 没有授权给这个用户，消费者组也没有权限，连接是通的
exactly a week after the start all jobs fail to log in, the ticket is not renewed
writing to our bucket fails on the workers, no keys are found by any of the providers although the same settings are in the job
the token of the proxy user has run out and every call to the name node is turned away
since the password of the service account was rotated the sink is refused at each attempt
`,
  'data-skew': `
A single slot does almost everything, the other 31 sit around with nothing to do
One straggler task out of 64 determines the pace of the entire job
Doubling the workers changed nothing: the same lone instance is pinned at 100 % and neighbours show 3 %
Celebrity accounts make one worker melt, all remaining workers are bored
Bar chart per instance looks like one skyscraper among cottages, in received rows as well as in kept state
Records with blank user id all land at one place after partitioning and that place can't follow
Partition 7 of the topic holds 70 percent of messages because the producer uses a fixed key, its reader trails far behind its peers
Max versus median of rows in per instance is 40 to 1 at the window aggregation
Country column as grouping key: US goes to one task, it lags hours, small countries are up to date
Only one node of five shows CPU, its slot owns the heavy tenant, remaining machines idle at 2 %
In the UI the vertex shows 1 red and 19 blue sub-boxes
Subtask 0 receives all the rows as our key selector always returns the same constant
Cardinality of the key is just 6 but we run 24 ways wide, three quarters of the instances never get a row
Max parallelism 128 with 100 instances: some own two key groups, some one, half of them work double
Hudi bucket index sends buckets of a fresh partition to a handful of writers, rest of the write tasks see no rows
Iceberg hash distribution on the day column: today's partition is written by one single writer, others empty
Paimon table with a few buckets, one bucket is enormous and its writer holds up everything
StarRocks/Doris sink fed through keyBy on shop id: the flagship shop blocks one writer task
SQL count distinct with group by city: one aggregate instance burns, local-global optimization is off
Regular join: build key "unknown" matches millions, that join task is swamped, siblings quiet
Beam GroupByKey hot key warning on Flink runner, a single worker processes the majority
PyFlink: one python process uses a complete core and the other processes are asleep after key_by
Kinesis: one hot shard, its millisBehind keeps rising while other shards are at the tip
Heavy hitter IP during the bot attack saturates one instance of the rate counter, others unaffected
Imbalance alert: flink task busy ratio max 1.0 avg 0.08 on vertex SessionAgg
MySQL CDC snapshot: chunk key is unevenly distributed so one reader gets a giant chunk, others finished long ago
Checkpoint always awaits the same index, it holds 30 GB of state where its brethren have 400 MB
Multiple heavy source partitions assigned to one reader as count of partitions isn't a multiple of readers
why adding more slots does not help? always index 5 is full busy and others free
GC trouble on just one of twelve workers because it hosts the largest key's window contents
Load is lopsided: traffic by seller follows a power law and top seller exceeds what one core can do
数据倾斜，一个 subtask 处理了 90% 的数据，其他并发基本空闲
热点 key 导致单个并发打满，加并行度没有任何效果
group by 的字段很多是空值，全部落到同一个 task，严重拖慢
Kafka 某个分区数据量特别大，只有那一个消费线程积压，其余都正常
garbage collection is fine but some subtasks of the same operator run very much longer since one part of the data is so large
一个算子里大部分子任务很快跑完,只有几个特别久,因为某一部分 key 的数据特别多
one subtask gets nearly all records, its brothers idle
`,
  'direct-memory-exhausted': `
JVM can't reserve more NIO memory outside the heap, limit from the max direct setting reached
ByteBuffers outside the heap pile up, count metric climbs by thousands an hour until allocation is refused
Direct pool used 128 of 128 MB on the workers, then tasks die when the client wants another buffer
Netty refuses to allocate another 16 MB chunk, used equals max in its complaint, old gen is nearly empty
Coordinator process terminates every 2–3 days, its non-heap NIO buffers grow with every snapshot written to object store
However much we raise off-heap, it's consumed over days: looks like byte buffers never being freed
Worker fails when fetching large batches from brokers: socket channel read needs temporary off-heap buffers
Raised fetch.max.bytes to 100 MB, now consumer threads hit the ceiling of off-heap NIO memory
After raising slots per worker from 2 to 16 the NIO memory no longer suffices, each consumer thread keeps its own
gRPC client inside our async function leaks pooled buffers, direct usage is a straight rising line
HBase sink uses lots of direct buffers and the default zero task off-heap doesn't cover that
Arrow batches in PyFlink need off-heap memory, the python operator fails on allocation of direct ones
Parallel multipart upload with the async netty client of the S3 SDK holds big part buffers, JVM direct limit gets hit
Hudi/Parquet writer with zstd/snappy codec uses direct byte buffers and worker breaks, java heap fine
Pulsar client memory limit is direct memory, the source allocates over what flink granted
Grafana panel JVM direct MemoryUsed flat at its maximum, then process throws and restarts
Shuffle threads can't get direct memory for very large rows at parallelism 400, error comes from shaded netty
Job starts OK, at traffic peak worker fails asking for a direct block, container RAM still has 3 GB free
Heap usage is so low that collections rarely happen, so dead direct buffers stay around until the cap is reached
Off-heap cap reached during restore: many state files are downloaded in parallel with direct buffers
At TaskManager start: could not reserve network segments outside the heap, size bigger than allowed direct memory
RocketMQ / Netty based connector opens a pooled allocator per slot, sum is above what the JVM permits outside heap
Elastic client with big bulk responses, NIO channel temp buffers cached per thread, many IO threads, allocation refused
alert: direct buffer usage 97 % of MaxDirectMemorySize on taskmanager-4
Ververica / Aliyun job says out of off-heap memory, advise increase of task off heap, not of heap and not metaspace
Custom operator calls allocateDirect for each batch and never frees it, off-heap allowance is gone by evening
Lettuce redis client in every subtask creates own event loops, outside-heap usage beyond cap, java reports it itself, no kernel kill
memory error is not heap, it is the direct one, happen in netty thread after some hours
Flight / Thrift reading from Doris or StarRocks needs large off-heap arrays, task fails at vector allocation
堆外直接内存不足，报 direct buffer 分配失败，堆内存还很空
TaskManager 的 direct memory 一直涨到上限，怀疑 netty 客户端没有释放
调大 task.off-heap 之后还是堆外内存溢出，只是撑得更久一点
Kafka 消费线程太多，NIO 直接缓冲区超过 MaxDirectMemorySize
堆外的直接缓冲区不够用了,不知道是 JVM 限制太小还是代码没有释放
direct buffers outside the heap are used up, is the limit too small or does some library not release them
the network client of our connector takes buffers outside the heap until none can be had
`,
  'disk-full': `
Node's root filesystem has zero bytes free and state backend can't append to its sst anymore
Worker pod thrown off the node since its scratch space passed the allowance
kubelet removed two Flink pods: DiskPressure condition on node ip-10-3-4-5
Partition /data1 on the host is at 100 %, embedded store fails on flush, task dies
emptyDir size limit exceeded, pod was removed, comes back and fills again while restoring
Session cluster's master: upload folder grew to 80 GB from hundreds of uploaded applications, submit now fails
Leftover directories of dead attempts in the temp folder are never cleaned, host ran out of storage
.out file of stdout prints grew to 200 GB on standalone machine, nothing can be written anymore
Log4j without rotation filled /var/log of the worker within one night of debug logging
Core dumps and hprof files of repeated crashes took the rest of the volume
inode table used up by millions of small files, df shows free gigabytes but writing is impossible
Batch job spills its sort runs to local storage until nothing is left on the machine
Hash join spilling of a big table ate the NVMe of three hosts, job failed when it couldn't spill more
YARN local-dirs over 90 percent, NodeManager marks the disks as bad and removes our workers
Docker overlay storage on the host exhausted because the container layer holds all of the temporary state files
EBS gp3 volume of 50 GB for local state is too small, state incl. compaction leftovers needs twice as much
Local recovery copies plus live state exceed the ephemeral volume on each worker
Changelog / savepoint restore downloads everything to local storage first and fills the drive half way
ALERT node_filesystem_avail_bytes < 1 % mountpoint /mnt/flink-tmp host tm-07
Managed Flink app on AWS: containerDiskUtilization at 100, application restarts, 50 GB per KPU used up
SeaTunnel or SQL submissions leave a planner jar copy in temp dir each time, weeks later nothing free
Blob cache directory on workers fills the system drive after lots of submissions
Lookup join with full RocksDB cache of a dimension table (Paimon) fills the worker's drive
Iceberg/Hudi writer uses spillable map on local path, this path has no room left, tasks collapse
Beam artifacts staged in temp of every worker pile up till drive is full
PyFlink: unpacked virtualenv archives per job in tmp, each 2 GB, never removed, drive overflows
Job runs nice for nine days then all workers report full drives together, state files on local ssd grew evenly
machine hard disk is full, flink can not write temporary file, df -h show use 100%
Master can't persist job graph to its local path as the drive is full, REST submit answers with server error
Quota of the hostPath is consumed by another tenant on the machine, our state files can't be extended
磁盘写满了，TaskManager 本地 RocksDB 目录占了几百 G，任务失败
Pod 因为临时存储超限被驱逐，本地状态文件太大
/tmp 下一堆历史作业残留目录和 jar 没清理，磁盘 100%
日志和 .out 文件没有滚动，把服务器磁盘撑爆，Flink 作业挂掉
we upload fat jars of more than a gigabyte and after some uploads the upload folder of the JobManager has no room left
many tables get new files at the same moment and the workers use up their whole local disk and fail
the job fails while spilling, df shows the temp partition at one hundred percent
compaction of all tables in one job fills the local volume of the task managers
`,
  'duplicate-job': `
Two RUNNING rows of orders-enrich in the overview, both started today, nobody knows which is the legit one
Warehouse counts are exactly doubled since the deploy retry, looks as if the pipeline is live in two places
We clicked submit, gateway timed out, clicked once more, and now a pair of identical pipelines consumes the topic
After disaster drill the pipeline stays active in both regions and each writes to the same table
Former release never stopped: its cluster is still up and writing beside the replacement
Dinky submission of one SQL file launches two applications on YARN half a minute apart
Someone started the job from his laptop against prod while the operator-managed one was up
Customers receive each notification two times, since 10:40 there are two application ids for the same pipeline
Refused start: the dispatcher says that id is already known, is it safe to ignore and attach to the existing one?
Submission denied because that job id has reached a terminal state earlier, and id is fixed in our config
Ghost instance: the old YARN app lost its client but goes on, new app was submitted by the scheduler
Twin writers fence one another, alternately one of the two runs loses its producer session
Two masters each run a copy since the migration from standalone to Kubernetes, old one wasn't shut down
Blue/green switch half done: blue still emits after green took over, consumer sees overlapping output
Same consumer group id used by two live pipelines, committed positions jump forth and back
Upgrade left the predecessor in the session cluster, both versions show up as live, output at the sink is twofold
Duplicated pipeline: MySQL CDC with the same server-id in two runs, the database kicks out one reader then the other
Postgres slot is active for another PID: a forgotten second copy of our CDC pipeline holds it
Hudi table has two writers at once since a restart script launched the pipeline again without checking
Doris labels collide: label already used, because a clone of the same stream load pipeline is alive
Monitoring: count of live jobs named "click-agg" is 2, expected 1
Helm rollback brought up the old deployment but the new one wasn't deleted, both process live traffic
Supervisor script restarts the client when it loses contact, each time one more instance arises, now there are four
Beam launcher retried after deadline exceeded, portable runner now holds two pipelines of that name
Session cluster recovered the pipeline by itself after the master came back, and the on-call also started it by hand
one job I submit, but two job I see in dashboard, both are in running status, result is double
Amounts in the report doubled; source has no repeated events, a sibling application id does the same work
同一个作业被提交了两次，现在有两个实例同时在跑，下游数据翻倍
提交超时后重试，结果集群里出现两个同名任务，不知道该停哪个
老作业没停干净，新作业又启动了，两个一起消费同一个 topic 写同一张表
Dinky 提交一次启动了两个一样的 yarn 应用
duplicate job
job is running twice
`,
  'external-service-slow': `
our async function times out against the external api
timeouts of the async I/O calls to an api outside
The geocoding API behind our enrichment step takes 4 s instead of 80 ms, whole stream crawls
MySQL behind the sink has lock waits, each batch insert needs 20 s, workers' CPUs are idle
Dimension lookups against HBase hang during region splits, flink itself has nothing to compute
Postgres target is vacuuming and our writer waits for commits, no CPU used on our side
Redis cluster is resharding; cache lookups stall, pipeline almost stops, threads parked in the client
Thread dump shows all sink threads parked in a socket read to the warehouse endpoint
Snowflake or BigQuery ingestion endpoint throttles us with quota errors, writer backs off, delay grows
DynamoDB write capacity used up, put requests throttled, our table writer trickles
Cosmos DB answers request rate too large, sink retries forever, upstream is piling up
StarRocks stream load gets slower and slower: too many tablet versions, compaction score high, writes time out
Doris rejects loads because of too many versions (-235), backend can't merge quick enough
ClickHouse complains about too many parts, inserts are delayed, sink waits
Elastic cluster yellow, its write queue is full, indexing requests return 429 and get retried
Async I/O queue is at capacity, all in-flight requests wait for the vendor's gateway, no answers in 60 s
The ML model server has 10 s latency after its rollout, scoring operator waits, flink cores unoccupied
Hive metastore takes minutes to respond, Iceberg commits hang, writers idle meanwhile
JDBC connections dry: pool of 10 is taken entirely, remaining threads queue for a free one
Database closed idle connections after 8 hours and the sink fails on its first write, then on retry works
Oracle logminer queries take 15 minutes since the database is overloaded, CDC delivers in spurts
MongoDB primary stepped down, bulk writes fail for some seconds and job restarts
After we raised parallelism the CRM endpoint broke down entirely, now all lookups come back 503
RabbitMQ/Pulsar broker applies flow control on our producer, publishing blocks, not CPU bound
Beam RPC transform to third party has circuit breaker open, bundles get retried, stream hardly moves
PyFlink udf calls requests.get for every row and partner site answers slow, python workers wait on network
Lookup join without cache issues one query per row; the dimension database is at 100 % CPU now
Cassandra coordinator timeouts on writes, compaction backlog on their side, sink emits at a tenth of its pace
HTTP sink: target service deploys at noon, connection resets for five minutes, tasks fail and recover repeatedly
Kudu/Phoenix tablet server overloaded, flush of our writer needs a minute, earlier operators are blocked
the outside database is slow response, flink wait for it, cpu of flink is almost zero
Sink latency alert: p99 of insert into reporting DB 18 s, DBA says disks are saturated by another tenant
维表关联的数据库响应很慢，异步请求全部排队，Flink 自身 CPU 很低
写 Doris 越来越慢，版本数太多导入超时，上游被反压
外部接口限流返回 429，异步算子队列打满，作业延迟上涨
写 MySQL 锁等待，sink 一批要几十秒，连接池也不够用
database is slow
we write into HBase row by row and the region servers answer in seconds
the connection to the search cluster is cut in the middle of bulk requests and the sink fails
lookups to the remote database take longer than their limit and the join is restarted
`,
  'heap-exhausted': `
JVM reached Xmx on two workers, collector runs non-stop and reclaims next to nothing
Old gen 99 % after each major collection, application threads get hardly any CPU
Tencent Cloud event: full collection took over 30 % of the five minute interval on a TaskManager
Worker freezes for 40 s, log of the collector shows stop-the-world pause, then master considers it lost
On-heap hashmap state became 20 GB per slot, workers choke on collecting
Window keeps every element in a list, at midnight firing the Java memory bursts
Dump histogram: 60 million HashMap nodes owned by our ProcessFunction's static cache
Guava cache without maximumSize in the enrichment function keeps growing, java memory used up after two days
MySQL CDC snapshot chunk with huge rows makes source workers run out of Java memory, splitting smaller helps
Broadcast join with a 3 GB table: every slot holds its own copy on the heap and the worker collapses
Hudi bucket assign / index bootstrap loads all keys into Java memory, workers give up
Iceberg or Parquet writer opens a row group buffer per partition, hundreds of partitions, Java memory is over
Paimon sort buffer plus many writers in a slot exceed task heap, collector pressure at once
G1 to-space exhausted and humongous allocation failures in the collector log of the worker
Sawtooth of used heap gets a higher base each hour, leak suspicion in user operator
CPU is 100 % on the worker but throughput is nil: nearly all time goes into collection
JVM memory 4 GB heap with 8 slots, each slot buffers large JSON docs, dies under load
Deserializing one 600 MB message asks for an array larger than the JVM permits
collect-list / LISTAGG in SQL builds enormous strings, worker dies with out-of-memory inside Java
Unbounded regular join kept on the heap backend, after a week both sides no longer fit into -Xmx
Beam side input materialized in memory, worker's Java memory overflows as it's refreshed
Batch read of a big Hive table: split listing and buffers exceed worker heap at start
Alert JVM heap used > 95 % for 15 m on taskmanager-2, collection seconds per minute 38
Operator event MemoryPressure: collection time ratio above threshold, autoscaling blocked
Serialised accumulator of the aggregate grows to hundreds of MB per key, copying it blows Java memory
Allocation failure full collections every 3 seconds, ui says worker heartbeat is late
After scaling in from 10 to 5 workers each must keep twice the state on heap and they fall over
Kinesis Data Analytics: heapMemoryUtilization at 100, oldGenerationGCTime is rising, app restarts
Java process doesn't get killed by anyone, it throws by itself as memory for objects is used up
worker is very slow then out of memory, gc logs show full gc one after one, xmx 2g
Timers: 80 million registered event-time timers on heap queue, memory for objects runs dry
TaskManager 频繁 Full GC，老年代回收不掉，心跳超时后任务失败
Java 堆不够用，窗口里缓存了太多数据，任务直接内存溢出
用户代码里的静态 Map 一直增长，堆内存泄漏，dump 出来全是缓存对象
维表全量加载到内存，TM 堆打满，GC 时间占比超过一半
reading one very large Hive table the tasks have too little memory, they only collect garbage
一个槽吃掉一个多 G,任务一直在做 GC,内存不够
half a million records a day, two GB, and the worker spends its time in long collections until the heap is full
跑十几个小时就一直 full GC,CPU 100%,消费停住
`,
  'job-main-failed': `
Launching the streaming app blows up on the client side within two seconds; nothing ever gets handed over to the cluster.
CI pipeline step "flink run" exits with code 1, stack trace comes from our own entry point, no job id printed.
SQL client refuses my INSERT statement, complains about an unknown column, so no pipeline is created at all.
Our launcher can't find the properties file it wants to read at startup, so the driver program bails out before building the DAG.
We forgot to pass --env prod and the bootstrap code of the application stops immediately with a usage message.
Beam pipeline on the Flink runner is turned down while it is being translated, job server says invoke failed, nothing runs.
PyFlink script dies with a traceback on the client, pip module imported at the top is broken, no job appears on the dashboard.
In per-job mode on YARN the application master goes to FAILED right away because user code throws while assembling the topology.
Kinesis Data Analytics app falls back from STARTING to READY, log says error while running the program entry point, runtime properties group is absent.
Table DDL has a mistyped connector property, planner rejects it and the script halts at that line, no streaming started.
Job graph generation crashes: a lambda captures a logger or a connection that cannot be pickled/serialised, so start is denied.
Type inference for my generic map function is erased, compile of the dataflow stops and the client demands a returns() hint.
POST to run the uploaded artifact comes back with HTTP 500 and an inner stack trace from the customer's code.
Alert: FlinkJobStartFailed - cluster entrypoint exits 1 because user program crashed before env.execute was reached.
Pod of the application cluster in CrashLoopBackOff, log each time ends in our config parser complaining about a bad value, never got tasks.
hi, after merging yaml changes the app no more boots, it says unknown option on startup and quits, old jar with old flags is ok
Upserting into this table needs a primary key, planner says so and the statement is thrown out before anything runs.
Execute is called twice in our driver and with HA on only one is permitted, second pipeline never launches.
The uploaded artifact seems gone after restart of the master, running it by its id answers not found.
Flink CDC yaml pipeline is refused by the composer at parse time, wrong route definition, no task got started.
Hive catalog lookup at planning says table does not exist, so the nightly streaming INSERT is not even created.
Sink schema and query schema differ: number and types of fields do not match, the planner declines the insert at compile.
All my code lives under an if branch that is false in staging, so the program ends with an empty plan and no job.
We upgraded to 2.x and the query string with program args in our REST call seems to be dropped, app says input is null.
Vault lookup inside the driver code is denied and therefore the plan never gets built; cluster itself is healthy and idle.
Two operators were given the same uid by hand and the graph generator refuses to go on at launch.
Streaming query not allowed: planner does not support this over window or sort without time attribute, cannot produce plan, exits straight away.
Deploy of new version is rejected every time in the same second with user code error, the dashboard job list stays empty.
提交作业时客户端直接报错退出，main 方法里抛异常，Web UI 上根本看不到这个任务
启动参数少传了一个，程序在构建作业图之前就退出了，集群上没有任何 job
Flink SQL 语法校验不通过，字段或表不存在，语句提交失败，作业没有生成
打的包里入口类写错了，flink run 提示找不到主类，任务提交不上去
SQL 作业只建了 source 和 sink 表没写 INSERT,提交就失败说没有任何算子
submission says there are no sinks since the last execution, our program calls print before execute
the program ends before the job is built because an argument is missing
`,
  'jobmanager-overloaded': `
Dashboard takes half a minute to load each page, master process is pegged on processor while workers are idle.
The coordinator's CPU limit is one core and it is throttled constantly, deploying a 2000-task job takes ages and calls expire.
Same master the whole day, no failover, but curl to port 8081 hangs or gives a gateway timeout most of the time.
Session cluster with 400 small SQL queries: starting number 401 spins, then the client reports the dispatcher gave no answer in time.
Master's old generation is nearly full, stop-the-world pauses of eight seconds, workers have plenty of free memory.
Alert: FlinkJobManagerHeapHigh 95% for 15m, FlinkRestLatency p99 20s, all TaskManagers green.
Driver container runs out of Java heap because it keeps thousands of finished jobs and their execution graphs for the history page.
Iceberg source enumerator plans tens of thousands of file splits in the coordinator, its heap blows and the page goes dead.
The snapshot coordinator needs minutes to finalise because the metadata file is over a gigabyte and is assembled in master memory.
Broadcast union list state with 1000 subtasks makes the checkpoint metadata explode on the master side, GC all the time there.
A message between master and worker is bigger than the actor system permits, it is dropped and the deployment never goes through.
Triggering savepoint through REST returns a timeout though it later turns out it was taken, master is just too busy to answer.
YARN application master uses 100 % of its vcore since we placed all streaming queries in one long running session.
EMR: the Flink web tab loads endlessly, the AM node has load 30, jobs still process records normally.
Managed service support tells us the control node is undersized: one KPU, graph with 300 operators, everything about it sluggish.
Hudi write coordinator with its metadata lives in the JM, its Java heap climbs until the UI hangs, workers unaffected.
Ververica UI shows state "unknown" for many deployments because status polls of the session master do not return in time.
Workers log that status update towards master could not be delivered within ten seconds, this from all workers at the same moment.
Deploying tasks to dozens of different machines each hits the 10 s call limit, all sent from one struggling coordinator.
After raising parallelism to 4096 starting the graph takes 15 minutes, the main scheduling thread of the master is saturated.
why is flink ui so laggy? clicking a job = spinner 40 sec, metrics tab blank, throughput graphs of job itself fine tho
Beam portable job server submits a plan of 40 MB and the cluster's dispatcher chokes on it.
MySQL CDC snapshot of a billion-row table yields hundred thousand chunks kept in the coordinator, its heap fills and RPC answers come late.
Kubernetes liveness probe on the master's REST port fails now and then because process is too slow, not because it moved.
Checkpoint history set to 1000 entries, now each web request serialises megabytes and the driver's memory creeps to its ceiling.
Status of jobs in the operator flips to RECONCILING for minutes as its REST queries against the JM time out, pod never restarted.
Control node heap dump: 70 % are archived graphs and exception lists; workers' heaps are fine.
Thousands of tasks restart together, the brain of the cluster cannot keep pace with status messages and its call queue overflows.
JobManager 负载太高，Web UI 打开很慢甚至打不开，但是 TaskManager 都正常
session 集群上跑了几百个作业，提交新任务经常超时，JM 的 CPU 打满
JM 堆内存不够一直 Full GC，REST 接口请求超时，没有发生主备切换
rpc 消息体太大超过了 framesize 限制，大作业部署不下去
`,
  'kafka-offset-lost': `
We were down over the long weekend, topic keeps only two days, now the consumer asks for messages already purged.
Resume position stored in the snapshot points before the beginning of the log; the broker threw those segments out.
Source reader starts and immediately complains that the requested position doesn't exist in partition 7, brokers are up and fine.
Kafka team shortened cleanup time to 6 hours yesterday, our lagging job's next record had been removed before it got there.
Somebody dropped and created the topic again with same name, numbering restarted from zero while our state remembers 80 million.
After restoring, the pipeline silently skipped half a day of events because it leapt to the newest message.
After the restart it replays the entire topic from the beginning because the saved position was invalid and reset policy is earliest.
Fresh consumer group never stored any progress in Kafka and startup mode group-offsets has no fallback, so job refuses to begin.
Disaster switch to the mirror Kafka cluster: positions don't line up there, our saved ones are higher than the end.
Unclean broker election truncated the log, our bookmark is now past the tail of the partition.
MySQL CDC job won't resume, the binlog file it wants has been purged by the DBA's expire_logs setting.
Postgres replication slot was dropped during pause, the WAL segment needed by our CDC checkpoint is removed, cannot go on.
Oracle logminer CDC: archived redo log holding our SCN was deleted by RMAN, start from state fails each attempt.
MongoDB change stream cannot resume, resume token no longer in the oplog since it rolled over during our outage.
Kinesis stream trim horizon went past our saved sequence number, shard iterator expired data 24h retention.
Pulsar or RocketMQ source: backlog quota dropped messages before our job was back, the saved cursor position is illegal.
Size-based cleanup (retention.bytes) on a hot topic ate the messages faster than the reader consumed them, position now below low watermark.
Alert: consumer position older than earliest retained message on clicks-12, job fails at same spot every restart.
Data consumer here: yesterday 14:00-19:00 completely absent in the warehouse after you guys resumed a paused job.
Debezium source says server has no more the log position, demands re-snapshot of the whole database.
StarRocks table has a hole of several hours that begins when streaming was suspended and ends at Kafka's oldest message.
Delete-records command was run by an admin on our input topic and the start of log jumped over where we stood.
Compacted topic, cleaner removed up to beyond our place, the reader can't continue from the remembered number.
SQL job with scan.startup.mode group-offsets stops at start: no stored progress for this group, nothing told what to do instead.
Captured table hardly ever changes, so the position in our snapshot is old and the server has rolled that log file away; resume impossible.
Paused job for Black Friday freeze, on unpause kafka source fail with position outside of allowed range on all 24 partitions
Consumer group progress expired on the broker after 7 idle days and job without snapshot does not know where to start.
TiDB / OceanBase CDC: checkpoint ts is behind the GC safepoint, change log already garbage collected, cannot resume from saved position.
Lag got so big it hit the retention wall: oldest available message keeps overtaking where we are reading, records vanish unread.
MySQL failover to a replica whose GTID set doesn't contain our remembered one, CDC says needed transactions were purged.
作业停了几天再从 checkpoint 恢复，kafka 里的数据已经过期被删，位点不存在了
topic 被删掉重建，状态里保存的 offset 比现在最大的还大，启动就报越界
MySQL CDC 恢复失败，需要的 binlog 文件已经被清理，只能重新全量吗
消费组没有提交过位点，又没配置重置策略，kafka source 启动不了
`,
  'kafka-transaction-lingering': `
since the Flink job was stopped the LSO of the topic is not moving
the last stable offset does not move after we took the job away
consumers with read committed wait behind a LSO that stands since the job was cancelled
Downstream service with committed-only isolation receives nothing for an hour, plain console consumer shows fresh messages fine.
We decommissioned the writer yesterday via kill -9, since then all strict readers of its output topic sit at one position.
Spring app reading our output is frozen at one offset, with uncommitted isolation it flows again, the producing Flink job is gone.
Kafka's stable point on partition 3 is pinned behind a dead producer's unfinished batch.
Consumer group lag on the result topic climbs for the strict reader only, nobody is writing under that old producer name any more.
Cancelled the pipeline without a savepoint and now billing's committed-only reader does not get the other producers' messages either.
Changed the sink's transactional prefix in the last release, the earlier prefix still has something open and readers hang behind it.
Abandoned test job with exactly-once wrote into shared topic, was deleted with the namespace, now everybody's strict reading halts.
Compaction on the output topic makes no progress, disk fills, because an unfinished producer session from a removed job is still there.
Alert: LSO lag on partition payments-out-5 over 2 million, high watermark rising, writer job deleted.
ksqlDB / Kafka Streams app in EOS mode sees silence from our topic since the Flink writer was force removed.
The broker lists a producer whose state is still ongoing since last night, its owner is a FlinkDeployment we deleted.
Second Flink job that reads with committed isolation idles with zero records in, source topic obviously gets traffic, upstream writer is dead.
Must we wait an hour for the coordinator to roll back the unfinished write of the killed job, or may we abort it by hand?
After failed stop the sink left uncommitted batches behind and the job will not be brought back, readers wait.
Connect S3 sink with strict isolation has not flushed anything since we tore the exactly-once job down.
Messages are visible in the topic with the uncommitted flag but hidden for normal clients; nothing lost, only blocked.
Records hidden behind a zombie producer session, end offset and visible end offset differ by a constant amount in two partitions.
Timeout of transactions was raised to 24h at broker and sink, so the killed job's open one blocks our consumers till tomorrow.
We moved the job to a new cluster with new id; old cluster's half-done write is never finished and everyone downstream starves.
Job FAILED for good at night; since then data warehouse loader (committed reads) shows flat line while input to topic continues.
hey, is there a tool to force-close hung transaction on topic? producing job dont exist anymore, readers wait forever
Consumers of healthy producer B also starve since dead producer A left its session unclosed in same partition.
Pulled the plug on the blue deployment, green uses another prefix, strict readers froze at precisely that cut-over.
Old stable offset has stood still for 5 hours on half of the partitions, exactly since the EOS job was torn down.
Query committed end vs uncommitted end: gap constant and never closing, no live writer owns it.
Iceberg ingest that consumes only finalised messages stalled, zero rows per commit, producer pipeline was dropped mid-checkpoint.
Killed YARN application of the exactly once writer, RM says KILLED, since then audit consumers are stuck on same position, must clean leftover transactions.
写 kafka 的作业被 kill 掉没有恢复，遗留一个未关闭的事务，下游读已提交的消费者一直卡住
下游 read_committed 消费不到新数据，topic 里明明有数据，上游任务早就下线了
作业换了事务前缀之后旧事务悬挂着没有提交也没有回滚，LSO 不往前走
取消 exactly-once 作业后消费者一直拉不到消息，改成读未提交就正常
`,
  'kafka-transaction-lost': `
Output topic is short by exactly one snapshot interval after the long outage; pipeline itself is green and has no errors.
EOS producer keeps being kicked out by another instance that uses the identical transactional name, two deployments run side by side.
Broker rolled back our pending write since the application was away for longer than the permitted transaction lifetime, records never became visible.
Reconciliation alarm: source events 1.2M, committed result messages 1.17M, difference sits around last night's downtime of the writer.
Blue and green releases both write with same producer identity, each knocks the other out in turn.
After a two hour maintenance window the pending commits stored in the snapshot could not be finalised, payload dropped silently.
Copy-pasted a job including its id prefix for transactions, since then both copies complain about an outdated producer epoch.
Job was off for ten days, on resume the broker has forgotten the writer's id and the sink can't finish its old commits, restarts each time.
We started from a savepoint of last week although a later one existed; sink logs that old transactions are in a wrong state.
Logs show "most likely aborted for some reason" at ERROR for several subtasks, but dashboard all green, worried about missing rows.
Committer metric for failures shows 12 and stays there, application is running and happy, are we missing messages downstream?
Downstream mart lacks 10 minutes of invoices though source Kafka has them; EOS writer was recovering over an hour at this time.
Staging was accidentally pointed to production brokers with the same sink name, production writer lost its epoch and its batch vanished.
Zombie pod on a partitioned node came back and grabbed the producer identity, newer pod's write got discarded.
Checkpoint took longer than the lifetime of the open batch on the broker, so the batch was aborted prior to commit, data hole.
Alert: exactly-once gap detected, consumer counters jump, sequence numbers 88100-88940 absent from output after recovery.
Old session cluster still runs the same pipeline that we migrated to the operator, both fight over transactional ids of the sink.
Kafka coordinator bumped epoch of our producer in the night, sink says old generation, restart loops while committing pending work.
Finance says the daily sum of Kafka output is lower than input; no late events, no filter, the hole begins at failover time.
CDC to Kafka exactly-once: after the failover some change rows never arrived at the subscribers, log only carries a warning on commit.
Kafka upgrade wiped the transaction state log, now on each recovery the sink cannot conclude remembered writes, mapping of the id unknown.
transactional.id expired on broker after a week of holiday stop, resume from last snapshot fails on commit in loop
Two pipelines in one cluster forgot to set distinct prefixes for the Kafka writer, they abort each other's batches randomly.
Beam KafkaIO exactly-once sink on Flink lost a bundle as its producer got superseded by a newer instance.
PyFlink job with EOS delivery: after the restart 5 minutes of output are simply not there and will not come, not only hidden.
SQL insert into Kafka with exactly-once: sum at the subscriber too small after incident, brokers had rolled the uncommitted part back.
Restoring from an earlier retained checkpoint prints that commit of old transactions was rejected, possible double or lost batch?
Disaster recovery: broker cluster restored from backup, the producer state there differs from what our snapshot remembers and commit is denied.
Sink worked for months, then outage beyond an hour, on recovery "pending committables" could not be committed, hole in Hudi table fed by the topic.
We cloned FlinkDeployment for a load test with unchanged sink settings, real job's writer immediately got evicted and its uncommitted messages discarded.
exactly-once 写 kafka，作业停机超过一小时后恢复，部分数据丢了，事务已经被 broker 回滚
两个作业用了相同的 transactionalIdPrefix，互相把对方的 producer 踢掉，下游少数据
从旧的 savepoint 启动后提交历史事务失败，日志只有告警，作业还是 RUNNING
producer 的 epoch 过旧被隔离，kafka sink 提交不了事务，重启多次也一样
`,
  'kafka-transaction-timeout': `
First time we set delivery to exactly-once, sink won't initialise; broker says requested transaction lifetime exceeds its ceiling.
Sink asks for 60 minutes of transaction duration, our Kafka permits 15, job is thrown out at startup in seconds.
MSK rejects our EOS writer because its time limit for transactions is above the cluster-wide cap.
Moved to Confluent Cloud and now the producer with exactly-once is not admitted, its transaction duration is bigger than the provider's limit.
Changed semantic from AT_LEAST_ONCE to EXACTLY_ONCE in yaml, writer tasks go to FAILED at once complaining on a timeout value of transactions.
Kafka admins lowered the maximal transaction duration in server.properties, on the next redeploy our sink was refused.
SQL table with 'sink.delivery-guarantee' exactly-once doesn't start, server declares the producer's transaction expiry too high.
New pipeline red from second one: initialising the transactional producer is denied, sources never even read a message.
Set transaction expiry to 24h so that weekend outages are survived, brokers answer invalid value and job cannot come up.
Works on dev Kafka but in prod the writer gets refused, prod has a smaller max for transaction length.
Event Hubs with Kafka endpoint does not take our transaction duration, exactly-once job stops when producer is created.
Aiven/Redpanda cluster caps transaction time at 15 min, Flink default wants one hour, so sink init breaks.
Alert: payments-eos job restart loop right after deployment, sink writer cannot open its producer, configuration mismatch of transaction lifetime between client and broker.
Developer: "I only turned on EOS for Kafka sink and now app dies on init, at-least-once runs perfect".
PyFlink KafkaSink builder with exactly once, nothing else configured, fails on launch with larger-than-max message from the broker.
CDC pipeline to Kafka in exactly-once mode not starting; need to lower the client's limit or raise the server's maximum?
Beam pipeline with EOS Kafka write stuck at startup since its transaction duration surpasses what the server side allows.
After migration to a new Kafka cluster with stock settings, all exactly-once jobs refuse to start, at-least-once ones are fine.
KDA Studio notebook: insert into MSK topic with exactly-once fails immediately, limit of transaction time on managed broker can't be exceeded.
Flink sink and broker disagree about how long a transaction may stay open, initialisation is rejected every attempt.
Kafka says requested value not within bounds for transaction expiration, happens in the initialise step of sink operator, before any record is written
Deployment turns red after 4 seconds, only the sink vertex is failed, reason: time for transactions configured over server cap.
Upgraded from old FlinkKafkaProducer to the new sink, code set no expiry, now default hour is disallowed by the broker.
Helm values for the Kafka brokers were reset to stock and max transaction duration went back to 900 s, our EOS jobs no longer start.
Restarting makes no difference, each attempt exactly-once writer is declined with same complaint on too long transaction limit.
Doris/StarRocks ingestion unaffected, only the branch writing Kafka with EOS can't initialise, limit on broker lower than in our properties.
Ververica deployment with exactly-once Kafka sink transitions straight to FAILED, ops of Kafka must raise transaction max or we reduce ours.
Strimzi cluster without override of the transaction ceiling, Flink writer demands an hour and gets turned away at handshake with the coordinator.
kafka sink 改成 exactly-once 后启动就失败，提示事务超时时间大于 broker 允许的最大值
flink 默认事务超时一小时，kafka 端上限是十五分钟，初始化生产者报错
换了新的 kafka 集群之后精准一次的作业起不来，至少一次的正常
应该调小 sink 的事务超时还是让运维调大 broker 的最大事务时间
`,
  'kafka-unreachable': `
Rolling upgrade of the message brokers tonight and every streaming app flaps, coming back only after the last broker is up.
Firewall change on Friday: workers can't open port 9092/9093 to the bus any longer, telnet hangs.
Security group of MSK doesn't include the new node pool, so the source never gets partition info and times out.
Bootstrap works from my laptop but from inside the pods brokers announce internal hostnames nobody can resolve.
Source operator sits in initialising and then fails as it can't list the topic's partitions, cluster admin client gives up after a minute.
Two of three brokers lost power, partition 4 has no leader, our reader on it hangs and eventually the job is bounced.
CoreDNS in the cluster hiccuped, broker names did not resolve, all Kafka jobs turned red at 03:12 and recovered later.
The input topic was dropped by a clean-up script; reader says that it is unknown to the server.
Sink can't flush: batches expire because the brokers don't acknowledge within two minutes, output stands still.
Not enough in-sync replicas on the destination topic, our writer is rejected time and again until brokers are healed.
VPN/peering between VPC of EMR and Confluent Cloud went down, source throughput drops to zero and tasks fail on timeouts.
Client log is flooded with warnings that the broker may not be available, then the reader aborts and the job restarts over and over.
Broker disk full, it shut itself down, streaming jobs reading from it fail on metadata refresh.
Kafka Connect and Spark jobs on the same bus also complain, seems the messaging layer is out, our Flink just mirrors that.
Transaction coordinator doesn't respond, initialising producers hangs for 60 s, while plain network to another broker is ok.
PLAINTEXT client pointed at TLS port, connection closed by peer immediately and node assignment never succeeds.
Alert: KafkaBrokerDown x2 and immediately FlinkJobRestarting x37, all of them consumers of that bus.
New network policy in the namespace blocks egress to the brokers, only pods there cannot consume, other namespaces fine.
Topic autocreate is off and somebody forgot to create the output topic, producer waits for its metadata and dies.
After the MSK storage scaling brokers changed IPs and our clients hold stale addresses, connection attempts time out.
KDA app in private subnet without route/NAT to the brokers: it starts, zero records, then times out fetching metadata.
kafka broker disconnect every few minutes, load balancer idle timeout cuts connection, source fails sometimes on position lookup
Beam KafkaIO on Flink cannot contact bootstrap, pipeline expansions time out while asking for partitions.
SQL table over Kafka returns nothing and then errors as the brokers refuse TCP connection, ping works but port is closed.
Partition discovery thread throws every five minutes because one of the clusters in the list is shut down for patching.
Schema of hostnames changed from broker-x.old to broker-x.new, advertised names still the former, jobs fall over after bootstrap.
PagerDuty: event bus outage in region A, all consumers zero throughput, their Flink tasks fail with network timeouts to brokers.
Cross-datacentre link is dropping packets, fetch requests to the remote brokers break off, records-consumed rate goes to zero intermittently.
kafka 集群挂了两台，flink 作业连不上 broker 一直重启
客户端能连上 bootstrap 地址，但是返回的 advertised 主机名在容器里解析不了，获取不到元数据
topic 被误删，source 找不到分区启动失败
网络策略调整后 pod 到 kafka 的 9092 端口不通，拉取元数据超时
kafka down
kafka is not reachable
kafka timeout
when one partition of the topic has no leader our job can neither be restarted nor started under another group
metadata of the topic cannot be fetched, the job fails at the start of the source
the brokers answer only inside their own network, from the pods nothing is reached
`,
  'late-data': `
Hourly sums come out a few percent too small; the missing events turn up after the window was already closed.
Phones in the metro buffer their clicks and send them in the evening, our session windows ignore those.
A device with wrong clock (year 2037) sent one message and after that every normal event is rejected as too old.
Dropped-late counter climbs like a staircase since the gateway firmware update, job otherwise green.
Event-time clock of the job is in the future compared to wall time, hence nearly all input is thrown out.
Units mixed up: producer switched from seconds to millis, timestamps are far ahead and windows discard the rest.
Backfill of old partitions runs together with the live stream, the historic rows never show up in the aggregates.
The analytics team compares Flink's per-minute counts to the batch ETL and finds 3% fewer, lag is zero, no errors.
Timezone bug: one region stamps local time as UTC, so its orders are hours behind the stream time and skipped.
Out-of-orderness bound of 5 s is too tight, partner feed regularly arrives 40 s behind, rows omitted from tumbling results.
After shortening the grace period last release the results lost stragglers.
Idle timeout was set to 10s, a quiet partition wakes up and its records are all considered overdue and discarded.
In Flink SQL TUMBLE result lacks rows; watermark defined as ts minus 1 second, source is more disordered than this.
Interval join yields fewer matches since the right stream comes delayed and its rows are past the stream clock.
Beam: droppedDueToLateness counter on our Flink runner is large, windows omit elements behind the grace.
Alert: late_records_dropped rate 800/s on operator SessionAgg (normally 2/s), no lag, no restarts.
Business complains: revenue per hour too low versus database, the pipeline runs green and windows do fire on time.
Edge site lost uplink for two hours then uploaded its backlog, none of that is in the daily totals.
One partition consumed much faster than others without per-partition clock, slower ones' events got skipped as outdated.
MATCH_RECOGNIZE misses sequences because events come behind the stream's time progress and are not considered.
Side output for stragglers is filling rapidly since Monday, someone's server clock runs ahead by 20 minutes.
NTP broke at a vendor: events stamped 15 min ahead push stream time forward and everybody else's become stale.
After resetting the reader to earliest, old days are not recomputed, since the windows regard them as expired.
PyFlink tumbling window print only part of my test events, those with older ts than the last seen simply disappear.
Iceberg hourly table is missing stragglers; rows exist in the raw topic with event time 10:58 and broker arrival at 11:09.
Top-N dashboard undercounts, when I widen the tolerance to 5 minutes numbers agree with source.
Sensor data with daylight-saving error is one hour old on arrival, window op refuses it quietly.
Windows fire right away and only with the first few elements, later elements of that period never get in.
Merged session window error: the end would be older than the stream's current time, appears with delayed element.
Kinesis resharding delivered old shard's records after new shard's, event time had moved on so they were omitted.
Quietly incomplete aggregates: no crash, no lag, operator metric of rejected stragglers is above normal for only region EU devices.
窗口统计结果比源表少，迟到的数据被丢弃了，作业没有任何报错
有一条数据的时间戳是未来的日期，水位线被推得很高，后面的数据全部被当成迟到丢掉
离线设备晚几个小时上报，超过允许延迟，窗口已经关闭不再计算
迟到丢弃的指标一直上涨，怀疑上游时钟不准或乱序时间设得太小
`,
  'leadership-lost': `
a failover of the JobManager happened and nobody knows why
JobManager failover without any crash of a pod
two JobManager failovers within the hour, the process itself kept running
Node hosting the master was drained during the EKS upgrade, a new master came and all pipelines were re-initialised at 02:10.
Standby coordinator took over in the middle of the day, every single job in the cluster bounced at the same second.
Master pod lost its lock in the Kubernetes API and shut itself down, exit followed by a new process every half hour.
ZK ensemble maintenance, connection dropped, all streaming jobs went from RUNNING to RESTARTING together, workers stayed.
Dashboard list of jobs is completely empty after the coordinator pod was recreated, standalone session without HA.
Active/standby flip-flop: both masters keep taking turns, jobs cannot stay up longer than a few minutes.
Workers log that they got disconnected from their job's master and await a new address; the workers themselves are healthy.
YARN started a second application attempt, AM container of the first was gone, all jobs recovered from last snapshot.
EMR core node with application master was terminated by spot reclaim, new attempt started, jobs came back after 3 minutes.
Alert: FlinkJobManager uptime reset, 41 jobs restarted at once, taskmanagers unaffected.
The driver process was OOM-ish? No, GKE preempted its node; since then a fresh coordinator with new start time responds.
Uptime graph of the master drops to zero thrice today, numRestarts counters all started at 0 again.
Split brain suspected: two masters both claim they are in charge, workers reject messages carrying an outdated token.
ConfigMap holding the leader's address can't be patched (API throttled 429), so the coordinator gives up its role.
Network partition between master and ZooKeeper, ephemeral node vanished, leader latch taken by the other host.
Whole session cluster blinked at midnight: UI away 90 seconds, then same job ids back, restored from their snapshots.
Ververica session reports cluster restarted; master's pod was evicted due to node pressure, not the executors.
Coordinator's long GC pause outlasted the lease, role was handed on, and every pipeline did a recovery.
Kubernetes control plane upgrade on AKS, leader renewals failing, flink master exits with fatal error and kubelet restarts it.
KDA says application was patched by AWS: new coordinator, short downtime, records reprocessed from last snapshot.
ZK session timeouts come from full disks on the quorum nodes, with each of them our masters renounce their leading role.
Dispatcher moved to other host, submit client still talk to old address and get fenced off answer, then 503 no leader found
Hot standby kicked in but workers took minutes to find it, as leader address in the HA store was stale.
Why do all my SQL jobs restart simultaneously although none threw an error and all executors are alive? the master pod is 4 minutes old.
Pod of the JM was deleted by hand, replacement is up, jobs resumed from HA store, want to confirm none is missing.
Loss of quorum in coordination service, masters sit without any elected one, REST down, processing halted in the entire cluster.
JobManager 发生主备切换，集群里所有作业同时重启
zookeeper 会话过期导致 leader 丢失，全部任务被取消又恢复
k8s 的 apiserver 抖动，JM 续约失败退出，pod 反复重启
没有配置高可用，JobManager 重启后作业列表全空了
`,
  'metaspace-exhausted': `
After about forty submissions the shared cluster can't take any more, the class metadata area of the JVM is full.
Non-heap memory graph rises like stairs, one step per redeploy, never comes down, ordinary heap is low.
Worker process shuts itself down complaining that type information storage can't grow, our Java heap is only 30 % used.
Every Beam pipeline we send to the same session leaves its user class loader behind, tenth one kills the master.
JDBC driver registered by the job keeps the old child-first loader alive after cancellation, class area grows with each run.
Scheduler runs the same SQL batch each five minutes in a long-lived cluster, after a day executors die from too many loaded classes.
Number of loaded classes per worker goes up from 15k to 300k over a week, unloaded count remains 0.
Heap dump displays 57 instances of the user-code loader though only one pipeline is running.
Iceberg worker pool threads survive the end of the job and pin the job's classes, executor later fails on class space.
Job in crash loop for hours, then suddenly another error: no room for class definitions, executor process exits.
Groovy/Janino expression compiled per record generates endless new classes till that special JVM region bursts.
PermGen-like failure on Flink: restart of the process cures it for two days, then again.
MaxMetaspaceSize 256m is reached on the first start already, our uber jar has 60k classes, limit is too low rather than leak.
Paimon jar sent as user jar costs about 18 MB of class memory per finished query, never reclaimed.
Background thread of a finished application calls into a loader that is shut already and fails, library's timer wasn't stopped.
Alert: NonHeap class memory > 95 % on all executors of the session, job count stable but redeploys frequent.
PyFlink UDF jobs resubmitted nightly in session mode; master refuses the 30th with lack of space for classes.
Hudi compaction service leaves threads after the job ended, loader can't be collected, session must be recycled weekly.
Deploying through REST hangs on the 20th time as running user main in the dispatcher process left its classes in there.
Kinesis consumer's async HTTP client threads remain after cancel and next runs blow the class region.
Compressed class pointers region is at its limit of the JVM, no more types can be defined on this executor.
We get an illegal state message about a user class loader being shut, after restart of the job inside the same worker JVM.
Jackson/Kryo caches in lib folder retain types of unloaded applications, each hot redeploy costs 12 MB off-heap.
SQL gateway with many ad-hoc queries: code generation creates classes, at first growth then plateau near the max, raise the size?
Ververica session cluster needs weekly recycling as class memory creeps up with every deployment start/stop.
Flink CDC sync task list restarted by script each hour on standalone cluster, class storage exhausted by evening, workers vanish.
who leaks? every cancel+run adds ~9MB in jvm non-heap section of TM page, "metaspace" bar now red
AWS SDK's idle connection reaper thread outlives cancelled pipelines, holding their class loaders until this JVM dies for lack of class space.
session 集群反复提交任务后元空间溢出，TaskManager 直接退出
任务取消后类加载器没有被回收，元空间一次比一次高，堆内存很正常
作业不断重启导致 metaspace 打满，调大之后过几天又满了
提示访问了已经关闭的类加载器，怀疑有静态变量或线程没有释放
after many queries from the SQL shell to one session cluster the workers have no more room for loaded classes and die
the operator's memory tuning made the space for class data too small, and the TaskManagers cannot run with it
each resubmission to the same session takes class space away until no job can be started
`,
  'missing-class': `
SQL client says it doesn't know the connector 'mysql-cdc', the jar for it isn't on the server.
Format 'avro-confluent' is unknown to the planner, no implementation can be discovered on the path.
Reading from s3:// is impossible, scheme not recognised, looks like no filesystem implementation is installed in the image.
New base image lacks our JDBC driver, opening the sink reports no suitable driver present.
YARN cluster without Hadoop libs exported: the session can't start hdfs paths since Hadoop types are absent.
Maven marked the Kafka client as provided, thus artifact ships without it and the source can't be instantiated.
Enricher worked for two hours and then fell over when a rarely used branch needed a type that was left out of the build.
Half of the workers run the job, those on the new nodes lack one jar in lib and fail to load the operator code.
Hudi bundle for Flink isn't in the lib dir, writer function cannot be loaded by executors.
Iceberg catalog creation fails: Hive metastore client or Hadoop configuration type can't be located at runtime.
PyFlink: Java side of the connector not found because pipeline.jars wasn't set for the job.
Beam portable job fails as expansion service's Java transform isn't contained in the staged artifacts.
After moving to Flink 2.x our old source API types no longer exist in the distribution, operators can't be loaded.
Shade plugin with minimizeJar threw out classes only used by reflection, startup breaks on the cluster.
ServiceLoader entries got overwritten in the uber jar so table factories vanish, though the .class files are inside.
KDA application zip is without the connector dependency; start ends saying the type definition is absent.
Ververica deployment: additional dependency with our UDF was forgotten, function cannot be resolved to its implementation.
SQL function registered but the worker claims that its implementing Java type does not exist on its path.
Logback/snappy/protobuf runtime is missing on prod image only, dev has it, deserialiser can't be constructed there.
Paimon sink fails when executor tries to load the table runtime, only master got the jar, workers didn't.
Plugin directory empty after Dockerfile refactor, checkpoint dir with abfs/gs scheme isn't understood by anything.
Doris/StarRocks connector not recognised: sql says cannot discover a connector using option 'connector'='starrocks'.
Prometheus reporter or custom trigger not loadable: factory of it is nowhere in the container, job with that setting fails.
Job was fine till yesterday's image slimming, now executors cannot locate a Scala standard library type.
Native or codec library (lz4/zstd jni jar) not packaged, decompressing needs it and operator collapses with an absent definition error.
hey we add flink-json to pom with scope test, on prod it says no factory for json
EMR 7 upgrade removed an old aws sdk jar from the class path, our sink that relied on it no longer loads.
Submodule "common-model" was not assembled in the release, each start dies when touching its first type.
Session cluster: user jar submitted alone without its lib folder, remote executors can't resolve third party types, local mini cluster can.
部署新包后启动报找不到类，本地运行正常，集群上缺依赖
sql 里 connector 识别不了，提示 classpath 下没有对应的 factory，是不是 lib 目录少放了 jar
打胖包时依赖用了 provided，提交到集群就缺类
没有安装 s3 插件，无法识别 s3 协议的文件系统
could not find any factory for the identifier of the connector, only the default ones are listed
no factory for identifier kafka on the class path of the SQL client
identifier of the format is unknown, its factory was not found
the Scala table bridge is marked as provided in the build and at run time the cluster does not have it
the format is not found although we added its dependency, it is not in the jar that runs
作业里标了 provided 的依赖,集群上没有,一启动就报找不到类
`,
  'network-buffers-exhausted': `
Bumped parallelism from 32 to 128 and tasks crash while being deployed, the exchange memory segments per worker don't suffice.
Deploy fails with a count of buffers wanted versus a handful still free, 32 KB each.
Hudi batch write with default write tasks dies on my 4-core box because shuffle channels eat every segment.
Autoscaler doubled the job and since then it can't start: pool for data exchange between tasks is depleted.
Session worker hosts two pipelines; as soon as the third is placed the shuffle segment pool has nothing left to give.
All-to-all keyBy between 200 and 200 subtasks needs forty thousand channels, our netty pool on each executor is much smaller.
Big UNION ALL of 60 CDC tables in one statement set won't deploy, the segment count for exchanges is below what is required.
Beam pipeline with many GroupByKey on the local Flink runner exceeds the default network memory of 64 MB at launch.
Local run from IDE on a 32-core laptop: default parallelism = cores, exchange segments insufficient straight away.
SQL with twelve joins generates so many exchanges that each executor is short of segments when tasks switch to initialising.
Batch TPC-DS query fails since the sort-shuffle writers can't obtain their minimum number of segments.
Slots per worker raised from 2 to 8, same memory, now the tasks there can't reserve the channel credit they need.
Tasks hang in INITIALIZING then fail after 30 s waiting for dedicated input segments on the receiving side.
YARN containers with 1 GB total get merely a small slice for data transfer, at parallelism 60 job dies on startup.
KDA with parallelism 64 and parallelism-per-KPU 8 complains on too little space for channel exchange at start.
Raised fraction to 0.2 but the cap of 1 GB remained, still the same shortage of segments when starting.
Rescale via dashboard slider and everything turned red in seconds, message recommends enlarging memory fraction/min/max of the network.
Error lists three config keys under taskmanager.memory.network to increase, only appears after we doubled subtasks.
PyFlink job with rebalance after each step starts at p=8 but not at p=64; exchange segments used up.
Iceberg rewrite job with hash distribution by partition is denied its channel segments on small workers.
Requested usage of the exchange pool shows 130 %, newly scheduled tasks on those executors go down at launch.
Someone set buffers-per-channel to 10 for throughput, next deploy there were not enough of them for all channels.
Worker spec in the new profile gives only 64 MB to the network part, tasks of the wide shuffle cannot create their input gates.
Broadcast stream to 500 downstream subtasks breaks on the start as the sending executor can't allocate subpartition segments.
Paimon dedicated compaction job placed next to ingest, the latter after a failover could not get its exchange segments again.
Failover put more subtasks on the remaining machines and those now lack space for in-flight exchange, start fails repeatedly.
hi, job was ok with p=10, with p=40 "insufficient" buffers thing, heap is half empty, slots are free
A cancelled job's hanging task still keeps its channel segments, the next deployment on the same worker says too few available.
Enough slots, enough heap, yet scheduling ends in failure because the shuffle layer has run out of 32k pages.
StarRocks load job with 96 writers fails in the first second, total of configured segments printed is only 2048.
并行度调大之后作业启动失败，网络缓冲区数量不够
taskmanager 网络内存太小，任务部署时申请不到 buffer，slot 是够的
同一个 TM 上多跑了一个作业，shuffle 用的内存段被占满，起不来
需要调大 network 内存的 fraction 和 max 吗，提示 required 大于 available
the pipeline asks for seventeen buffers for its shuffle but only sixteen are left in the pool
with the higher parallelism the tasks do not get enough memory segments for their exchanges and do not start
`,
  'not-enough-slots': `
After five minutes of waiting the application gives up: cluster couldn't offer places for its subtasks.
Dashboard's top tile shows 0 available of 24, our new pipeline just sits there in blue/grey.
Karpenter/cluster-autoscaler can't provision nodes, worker pods unschedulable due to CPU requests.
Namespace ResourceQuota exhausted, Flink asks for extra worker pods but API rejects them.
Hadoop queue at 100 %, our per-job application stays in ACCEPTED and no worker container is granted.
Streaming app requests 4 GB containers though YARN's maximum allocation is 2 GB, workers never come.
23 CDC statements sent to a session with 12 places, the latter eleven remain pending forever.
Standalone: someone forgot to start the workers, submitted job fails for want of places to run.
Docker compose with a single worker having one place; second example job hangs until timeout.
Spot market has no instances of this type, lost executors aren't replaced and job idles in RESTARTING.
Workers start but can't find the coordinator (wrong rpc address), so the registered count stays zero and job waits.
Image pull back-off on worker pods; coordinator waits for executors that never get ready.
GPU nodes required by node selector/taint don't exist, worker pods hang in Pending.
Parallelism 64 demanded, cluster has 48 places, scheduler refuses; with 48 it comes up.
Different sharing groups in our DAG double the required places, doesn't fit any more in the old cluster.
Adaptive scheduler stuck in WAITING_FOR_RESOURCES, desired workers haven't shown up.
Reactive mode after node drain: fewer executors than lower bound so nothing is running.
KDA cannot scale: account limit of KPUs reached, application update fails for insufficient capacity.
Ververica: deployment in STARTING, says cluster resources are too few, CU quota of the workspace used up.
Alert: FlinkPendingTaskManagers > 0 for 15m, FlinkSlotsAvailable == 0, job state CREATED.
PVC for local state can't be attached so replacement worker pods stay ContainerCreating, tasks have no home.
Worker memory request enlarged from 8 to 20 Gi and now no node is big enough for them, pipeline waiting.
Batch job starved: long running streams occupy every place in the shared cluster.
Beam runner submit hangs, job server prints waiting for resources, UI 0 workers.
Hudi/Iceberg writer job at p=40 cannot get going, allocation of executors times out in EMR as the core nodes are full.
Fine-grained profile asks 4 cores per place, workers only have 2, request can never be satisfied.
After upscale the job did not come back: needs 12 more places, native K8s integration can't create pods since service account lacks permission.
Job status shows SCHEDULED since 20 min, zero subtasks running, nothing logged but waiting for allocation, what gives?
I start sql insert, job appears but all boxes gray, task managers 0, why it not get worker?
One worker machine was decommissioned for good, capacity shrank from 40 to 32 places and the pipeline needing 36 keeps waiting.
Evicted low-priority worker pods aren't rescheduled because higher priority class took capacity; pipeline waits without anywhere to run.
作业一直处于 CREATED 状态，可用 slot 为 0，等五分钟后超时失败
yarn 队列资源不足，申请不到 taskmanager 容器，任务一直等待
k8s 上 taskmanager 的 pod 一直 pending，节点 cpu 内存不够
并行度设置得比集群总槽位还大，任务分配不到资源
`,
  'operator-deployment-missing': `
the Flink operator cannot restore the job because the HA metadata is missing
operator refuses to bring the deployment back: no HA metadata there, last-state not possible
kubectl get flinkdeployment shows MISSING, no master Deployment in the namespace, controller keeps saying it won't restore without HA data.
Someone ran kubectl delete deploy on our pipeline; the CR remains, yet the controller refuses to bring it back.
CR spec updated two hours ago, status still UPGRADING, nothing is deployed, controller waits for an upgradeable state.
Operator won't roll out the new image since last-state can't find a snapshot to start from.
We changed image while job was in failing state with upgradeMode savepoint, now neither old nor new version runs.
FlinkDeployment CR without a JobManager deployment after the cluster upgrade, reconcile loop logs recovery failure each minute.
Velero restore brought back the custom resource but not the configmaps, controller cannot say which state is right.
First ever deployment never became healthy (bad image), and afterwards edits of the spec are ignored by the controller, stuck in DEPLOYING.
Job is suspended in CR, resume to running fails because last snapshot info is not there.
Custom resource says READY=false, job status RECONCILING for ever, no master pod exists and no replica set either.
Storage bucket of HA got emptied by lifecycle policy, operator-managed pipeline refuses to redeploy after pod loss.
Nightly namespace cleaner removed deployments labelled temp; ours was among these, the CRD object still claims it should be running.
observedGeneration is behind generation for a day, controller stays idle on my yaml change while pipeline is down.
Operator with jm-deployment-recovery disabled: master workload vanished, no one recreates it.
Latest checkpoint lives in job manager memory only, so the controller says it can't use it for the stateful roll-out.
Alert: FlinkDeployment orders lifecycle=FAILED and jmDeploymentStatus=MISSING for 10m, no pods, reconcile error set.
Helm uninstall/install of chart deleted the k8s workload and its leader maps, CR recreated and now hangs on missing metadata.
Validation webhook or controller reports cannot switch from savepoint to last-state since HA is not enabled, upgrade blocked, app down.
Blue/green migration between namespaces: resource copied over, without HA records the controller doesn't start it.
kubectl describe shows warning event "manual restore required" and pods none; safe to set stateless?? we have TBs of state
FlinkSessionJob/FlinkDeployment controller stuck, thinks upgrade in progress, no savepoint was triggered, no pods left.
Master's k8s Deployment removed by spot-node reclaim tool, CR status MISSING and controller gives up due to absent HA store.
Operator pod restarted in the middle of our roll-out and forgot the snapshot location; the custom resource has no upgrade path recorded.
my flinkdeployment say UPGRADING whole day, kubectl get pods empty, operator log "waiting for upgradeable state"
Job ended FAILED terminally, HA records cleaned up by Flink, and then master removed; controller now says nothing to recover from.
After etcd restore from backup, CRs are there, configmaps old or missing, reconciler will not deploy to avoid loss of state.
Controller keeps logging it will not redeploy our lost master without proof of state, we do have savepoint files in the bucket.
operator 显示 jobManagerDeploymentStatus 为 MISSING，不会自动拉起，要求手动恢复
FlinkDeployment 升级一直卡在 UPGRADING，旧的删了新的没起来
configmap 被误删，高可用元数据没了，operator 拒绝恢复作业
jobmanager 的 deployment 被人删掉了，自定义资源还在但没有 pod
a node group upgrade took away the node with the JobManager and the operator never brought the deployment back
the operator still thinks all is fine but the deployment is gone and nothing runs
`,
  'partition-not-found': `
Receiver subtask asked its sender for data, sender's intermediate output wasn't registered yet, job bounced once at start.
Every launch of the 500-way job fails once or twice as downstream side is quicker than upstream, then it settles.
Nothing to do with Kafka: internal shuffle output of the previous operator is reported as non-existent by its worker.
Batch stage two can't read the blocking output of stage one, worker that had it released it already.
Consumer tasks gave up requesting the upstream's subpartition after ten seconds since the upstream was still downloading its jar.
After failover the reading side looks for an old attempt's output id that is gone, loops couple of times.
Slow image start on half the executors: sender subtasks still DEPLOYING while receivers are RUNNING and fail for absent intermediate data.
Celeborn/remote shuffle service says the intermediate dataset is lost, Flink restarts the reading region.
Inter-rack link is congested at boot, lookups of the upstream's intermediate data need longer than the back-off allows and the reader aborts.
Upstream's open() takes a minute for loading a model; the downstream gets tired asking for its output and takes the job down.
Restoring 300 GB state on the sender keeps it INITIALIZING, receiver's channel request backs off to max and then breaks.
Local shuffle files of a batch job were wiped from tmp by a cleaner, downstream stage says upstream result isn't there.
Job flaps exactly on startup with message on a hash#number id that cannot be located on the producer side's executor.
Two executors advertise the same host and data port, so the reader asks the wrong one, which knows nothing of that subpartition.
Alert: job start failed, intermediate output of vertex "Parse" unknown at tm-12, retried, second attempt ok.
Beam batch on Flink: shuffle read reports missing intermediate output after an executor went idle and was freed.
Hive-to-Iceberg batch insert fails midway, finished upstream results disappeared from worker that was released for idleness.
YARN batch: NodeManager cleaned usercache with shuffle spill, later stage asks for it, told it isn't available, recomputes.
Increased parallelism to 1000, startup race between both ends of the exchange shows up each time, raise the request back-off?
Interactive cached table result (cluster dataset) from the earlier query is corrupted or gone, reuse fails.
Is "partition ... not found" from Flink runtime same as topic partition? the id is long hex with # and @, source topic is fine.
Coordinator was slow to deploy: sender tasks got their deployment a half minute after receivers, which failed waiting.
Adaptive batch scheduler re-runs upstream stage again and again, since its output files can't be located by the reader.
SQL window job: upon restart one of the join inputs' channel complains that its upstream subpartition does not exist.
Speculative execution cancelled an attempt whose output the downstream was about to fetch, fetch answered with unknown id.
Executor log says sent error to consumer: requested intermediate piece unknown to the result manager, no exception before that.
PyFlink job upstream Python worker boots slow (virtualenv unpack), downstream times out asking for its output channel at launch.
Paimon/Hudi streaming graph at p=256: first attempt each deploy always red on the writer tasks, they can't reach the bucket-assign output.
Only happen when cluster cold: new pods slow, receiver task ask sender partition, sender not up, fail, then second try good
Kinesis analytics application flickers on scale events: downstream tasks can't locate upstream's intermediate result in the first seconds.
Netty handler on producing worker answers the fetch with "no such subpartition", upstream attempt was already cancelled in the same failover.
作业刚启动时下游任务先起来，请求上游的结果分区找不到，重启一两次就好了
批作业中间结果丢失，下游 stage 读取 shuffle 数据时报分区不存在，跟 kafka 无关
并行度很大时启动总是失败一次，上游还在部署，下游等待超时
网络慢导致 result partition 请求超时，要不要调大 backoff
`,
  'poison-record': `
Single broken event takes the entire stream down, replay from the snapshot meets it once more, endless.
One customer name with an emoji breaks the insert into MySQL each time, same row every attempt.
Postgres refuses a row because a mandatory column is NULL, sink fails on this same row after each recovery.
Value too long for the varchar column in the target table, job can't get past that element.
Oracle/SQL Server sink hits a duplicate primary key on one row and the whole pipeline keeps dying there.
Elasticsearch rejects a document since its field has another type than the index mapping, sink throws and loops.
Doris stream load returns that a row was filtered for bad quality, exceeding the ratio, pipeline falls over and again same batch.
StarRocks load fails due to one dirty row with a wrong decimal, after recovery the identical batch is sent again.
Empty body (null value, delete marker) in a compacted topic makes our decoder crash on that offset.
HTML error page landed in the topic instead of JSON, decoder chokes on first char '<'.
Truncated protobuf payload at partition 3, our reader trips over it and can't move on.
Enum gained an unknown constant in one event, mapping function throws, application bounces at same position.
Division by zero / index outside array in the map function for just one weird order, reprocessed forever.
Binary garbage with invalid UTF-8 in one line of the input file, CSV reader stops the pipeline.
A timestamp such as 0000-00-00 in a MySQL row crashes the CDC pipeline during parsing, same binlog event every time.
Debezium envelope without "before" field for one update; changelog format declares it corrupt and stops.
Is there a way to skip just this message? Consumer position on partition 11 never changes, others proceed up to the crash.
Amount field came as "1.234,56" from one store and the conversion to decimal kills the subtask repeatedly.
Paimon CDC writer waits forever for a schema update since one event carries an unconvertible date.
Iceberg writer gets null for required field from a single event and the commit never occurs, crash loop.
Kinesis record that isn't valid JSON blocks its shard, millisBehindLatest grows only on this shard, app restarts constantly.
Alert: same stack trace, same offset 99120431, 30 restarts in an hour, parse function.
Beam DoFn raises on a malformed element, bundle retried infinitely on the Flink runner.
PyFlink UDF raises an exception for one odd row, Python worker restarts and reads that very row again.
ClickHouse sink can't parse input for one row with a wrong enum text, batch is retried and fails again.
Dead letter queue is missing in our parser, one garbage event from a test client stopped production.
Rowtime column is null in one event and the window query stops with that, each time at same place.
Partner sent a file with one line having 17 instead of 18 separators, streaming file source dies on it.
Mongo sink complains about duplicate _id for one doc, DynamoDB put item fails validation for an empty key, job loops.
someone produce a test string "hello" to prod topic by hand, now flink app crash loop, need jump over this one
CRC of one Kafka batch is damaged on disk, reading fails at fixed position, tool advice is to seek beyond it.
有一条脏数据解析失败，作业反复重启，每次都卡在同一个 offset
json 格式不对的消息进了 topic，反序列化报错，想跳过这一条
写 mysql 时某一行字段超长或非空列为空，整个任务一直失败重启
上游发来一条空消息，解析函数空指针，消费位点一直不动
how can the source skip a record that is invalid, it fails again at every attempt
we want to skip the one invalid message in Kafka that the job cannot read
one bad json message, the job loops
a few unreadable messages were put into the topic and the ingestion crashes at the same offset since then, we would happily lose those few
one broken event and the whole job restarts at the same place for ever
somebody sent a test message that is not JSON and since then the consumer falls over at that record
the job dies in the sink as soon as a row with an empty time column comes
`,
  'record-too-large': `
Producer keeps bouncing one oversized envelope, about 3 MB of JSON; the pipeline falls over at the writing end and replays the very same event forever.
ALERT: enriched-orders writer down - single event exceeds 1048576 byte cap of the destination queue
Since marketing attached base64 pictures to the events, our output to the bus is refused because each message got fat.
We enabled zstd but the client still refuses to send, it seems the length check happens uncompressed, before compression.
We lifted the limit in the sink properties to 10 MB, now the cluster on the other side says no instead of the client.
collect_list / LISTAGG in our SQL made a monster row for one customer and the upsert-kafka table cannot write it out.
Job was fine for months, then the basket of a wholesale buyer with 40,000 positions became too heavy to publish to the topic.
hello, sink operator is dying because the json is more than one mega, how can we enlarge the allowed length?
The nested array grows with every update of the key, and yesterday its serialized form crossed the megabyte ceiling on produce.
Dashboard: bytes out per message climbed from 200 KB to 1.1 MB over a week, then the writer died with a length complaint.
CDC of a table with LONGTEXT and BLOB columns: the binlog image is several megabytes and forwarding it to the broker gets rejected.
MongoDB change stream document with the full before image is beyond the 16 MB BSON ceiling, write into the target collection is refused.
Upserting into MySQL breaks because the statement packet is bigger than the server permits, the batch of rows is simply too wide.
Kinesis stream output: one payload is over the 1 MiB per-entry quota, the put is rejected and the app on Managed Flink cycles.
DynamoDB writer stopped: an item is over 400 KB after we started appending history to it.
Pulsar sink refuses our event, its length is above the 5 MB the brokers take; rest of the traffic is normal.
SQS/SNS writer fails, body over 256 KB; only events that carry the complete debug trace are affected.
Same key each time: the profile with the giant tag list. Everything else passes, but that giant is turned away by the broker and takes the app down.
Topic was recreated with a smaller permitted message length than before and now our emitter is turned away by the server.
PyFlink script writing model embeddings to kafka crashes, vectors as text are huge and the limit per message is hit.
Beam pipeline on the Flink runner: KafkaIO write dies for a single jumbo element, the size limit is exceeded.
Azure Event Hubs over the kafka protocol: our output is cut off since an event weighs more than 1 MB, the tier does not permit it.
Debezium json with schema included doubles the length of each event and the largest ones no longer fit through the producer.
Consumer team says nothing arrives since 09:12; on our side the emitter chokes on one gigantic message at exactly that moment.
The segment of the target topic is configured tiny, so a whole produce batch is longer than a segment file and is turned down.
Producer's buffer pool is configured smaller than the single document it should ship, so it can never be sent.
Not memory, not parsing: heap is calm and reading is okay, it is only the outgoing document's byte count that the broker declines.
单条消息太大，写入Kafka时被拒绝，作业反复重启还是同一条数据
Flink写Kafka报消息超过最大请求大小限制，已经调大客户端参数，服务端还是不接受
聚合后的数组越来越长，序列化后超过1M，下游topic写不进去
写MySQL时数据包过大，超过服务器允许的最大包，某几行带大字段的记录导致sink失败
`,
  'restart-loop': `
PAGE: fraud-scoring restarted 41x in last hour, still listed as RUNNING, no single root cause visible
It comes up green, lives for ninety seconds, goes yellow, comes up green again, all night long, and every time the error is another one.
Job is bouncing like a ping-pong ball; uptime counter never gets past three minutes.
On the overview the job looks healthy, but its uptime resets to zero every couple of minutes and the attempt number is already 187.
Boot-looping pipeline, exponential delay keeps it alive so the control plane never marks it as dead.
The app is yo-yoing between initializing and running, we do not see which error is the origin, the log is a mix of ten things.
Unlimited attempts are configured so our monitoring for a dead job never fires, meanwhile it is re-executed from the same snapshot all day.
Managed Flink app: fullRestarts metric climbs steadily, status stays Running, support asks what breaks but the message differs each round.
Consumers complain they get the same hour of events over and over: the job replays after every crash, and no snapshot completes between two crashes.
The thing cannot stay alive. Recover, run, die, recover, run, die. What should I look at first?
Every attempt begins from checkpoint 8812; we have seen this number in the log two hundred times today.
After the maintenance window the stream is unsteady: tasks come to life and are torn down in waves, no pattern that we recognise.
my job it is always restart by itself every 2-3 minute, please advise how find the reason
Job never settles; deployments of tasks scroll endlessly in the event list, no operator is guilty every time.
The attempt counter in the UI is in four digits, nobody noticed because state was RUNNING whenever somebody looked.
Constant cycling: deploying, running, failing, all by itself. The retry delay has grown to several minutes already and still no end.
PyFlink job re-launches nonstop, Python worker logs show nothing clear and each round ends with another message.
Flink runner for Beam: pipeline is resubmitting its tasks perpetually, watermarks jump back each time, cause not identified.
YARN application id is the same all day, but inside the job has cycled through 500 attempts and is still cycling.
StreamPark shows the task as RUNNING, then as RESTARTING a minute later, then RUNNING again, alternates like this since Friday.
Availability of the ingestion job dropped to 30 % of the day, because it spends most of its time on recovering from yet another crash.
Downtime gauge keeps spiking, each spike some 20 seconds, forty of them per hour; different subtasks blamed each time.
Hudi ingestion: commits are rolled back nonstop, since the streaming writer is torn down and redeployed every few minutes for varying reasons.
Flapping alarm: job recovered / job failing / job recovered / job failing, 60 mails since lunch, no common error in them.
Unstable after go-live: it survives between 10 seconds and 5 minutes, then a full failover, irregular, nothing obvious.
The number in "restarts" widget goes up by one each minute like a clock; tasks all turn red and green together.
Ticket says "app unstable". It relaunches on its own, catches up a little, collapses, no progress over the day and cause unclear.
Whole graph is torn down and rebuilt some 20 times an hour, no rescale, no deployment, and the job is never given up.
作业一直在自动重启，状态在RUNNING和RESTARTING之间来回跳，找不到根本原因
任务跑一两分钟就挂，然后自己拉起来，又挂，循环了一整天
重启次数一直涨，但作业从来不会变成FAILED，监控没有报警
Flink作业频繁failover，每次报的错都不一样，不知道从哪里查起
`,
  'restarts-exhausted': `
CRITICAL: payments-stream terminated as FAILED 03:14, retry budget used, will not come back without a human
Database was patched for ten minutes at night; our stream tried three times, gave in, and lies there dead since.
Job threw in the towel: ten tries within the outage, all burnt, and now it sits in the completed list as failed.
The network is fine again since an hour, but the stream did not resume, it had already surrendered.
No retries are set up at all on this cluster, so one hiccup of the lookup service ended the stream permanently.
Checkpointing is disabled and therefore no retry policy is active, a single transient glitch put the job to rest.
The failure-rate policy (3 in 5 minutes) has been overrun and Flink declined any further recovery.
Application master exited with final status FAILED on YARN because the job had no tries remaining; nothing relaunches it.
Kubernetes application-mode cluster shut down after the final attempt, pods are gone, only the retained checkpoint is left.
Operator shows jobStatus FAILED and lifecycle FAILED, it does not bring it back up; the dependency outage has passed.
The stream is in the "Completed Jobs" list with a red badge since the firewall change, it should be live.
job is finish with failed after the retry times all used, mysql is recovered now, is it ok to just run it again?
It fell over for good. Before that the log has exactly five tries with a 10 s pause, all against the same unreachable host.
Flat line at 0 on all charts since 02:40; the job is not cycling any more, it has simply ended in a failed terminal condition.
Our fixed-delay policy with 3 tries was not long enough to bridge the 2 min failover of the Postgres, the job perished.
Downstream got nothing since last night: the pipeline had quit on a temporary S3 hiccup, and there is no automatic resurrection.
After DNS outage: 14 jobs are dead in the session cluster, each has consumed its permitted tries. Which may be relaunched?
Retry ceiling reached, job abandoned. Root was a refused TCP connect to Redis that meanwhile answers again.
Dinky shows the task as FAILED and it stays like this; the outage at the source was short, retries were three.
SQL gateway insert job was ended by the framework after its last permitted attempt, nobody is reading the topic now.
Finished with failure after last retry, JobManager is up, cluster is empty, zero running jobs.
The message says recovery will not be tried any more, because of the configured strategy. What has to be done by hand?
A five-minute power cut in the DC was enough: attempts consumed, job off, on-call woke up at six and found it lying dead.
Doris was in maintenance, the load job tried a couple of times and quit finally. Doris is up. Job still down.
Paimon writer ended as failed because HDFS namenode switched; the tries were over before the standby took over.
It is not looping: it stopped trying. Terminal failure, last try at 04:02, resources handed back to the pool.
There is one exception from a passing timeout and below it the notice that no more recovery is permitted, job is over.
We had set attempts = 0 by mistake in prod, so the first temporary disconnect of the source killed the stream irrevocably.
重试次数用完，作业最终失败，没有再自动拉起，数据库早已恢复
没有配置重启策略，一次网络抖动任务就直接FAILED了，不会自己恢复
作业达到最大重启次数后彻底停掉，现在依赖的服务好了，怎么从最近的检查点再启动
夜里Kafka集群维护，任务尝试了三次后放弃，早上发现作业已经死掉
`,
  'rocksdb-pressure': `
Embedded key-value store on the workers cannot merge its files quickly enough, and the stateful operator crawls.
EBS burst balance of the worker hosts hit zero at 10:05 and since then the keyed aggregation does a tenth of its usual rate.
Local disk of the nodes shows 100 % util in iostat; flame graph of the slow operator is all native get and seek calls of the state library.
Process has reached its limit of open handles; the state store keeps thousands of small table files open per slot.
nofile limit inside the container is 1024 and with sixteen states per slot the embedded db cannot open another file.
The LSM tree is drowning: pending bytes to be merged go up all day and writers get throttled by the store itself.
Write stop inside the state engine at peak hour, memtables are full and flush waits for the slow volume.
After a failover it needs 45 minutes to download and rebuild 600 GB of local state before the first event flows.
Initialising for an hour: tasks sit at restoring their local database, the download from S3 is done, the import into the db is what drags.
After scaling from 8 to 12 the tasks clip and reinsert key ranges into the local store, this takes ages.
Each state lookup costs 5 ms instead of 50 µs after moving to the cheaper instance type with network storage.
Merge threads eat all cores every few minutes, a see-saw in CPU, and throughput has dips at the same moments.
State of a big join no longer fits the block cache, every read goes to the drive, hit ratio sunk to 20 %.
Level-0 table count is above the slowdown trigger, engine delays the puts on purpose, upstream backs up behind that vertex only.
Managed memory per slot is tiny (128 MB), so write buffers switch constantly and produce thousands of miniature files.
Hello, our operator with big valuestate very slow, cpu not high, disk read very high, is state backend tuning need?
Thread dumps of the hot task always end in native db code reading from the drive; with the state on heap in test it was ten times quicker.
HDD-backed YARN nodes: the data dir of the state store shares the spindle with the shuffle service, latency is awful.
ForSt / disaggregated state in 2.x: remote reads dominate, cache on the local drive is too small and access latency is poor.
Iterator over a huge MapState takes seconds because of millions of tombstones, deleted entries are still walked through.
Timers are stored in the disk-based store, and firing them by the million at the full hour makes the drive the bottleneck.
SQL dedup with a 30 day TTL: throughput falls by half whenever background merging runs on the state files.
Pager: disk await 60 ms on worker-7..worker-12, stateful vertex busy 100 %, stateless vertices idle.
Enlarging parallelism on the same hosts made it worse, more db instances now compete for one drive.
Incremental snapshots are okay in size, but the sync part blocks for 20 s since the memtable flush waits on the busy disk.
Managed Flink: state-heavy app slows when it exceeds what the local volume can deliver, KPUs up does help only a little.
Bloom filters are off, each point lookup touches many files on several levels, and reads per event explode.
Opening one more sst in the worker's scratch dir was denied as the descriptor quota is used up, disk has plenty of free space.
Paimon lookup join cache on the workers' drive is thrashing, its local kv files are constantly merged and reading lags.
Nothing leaks and state volume is stable at 300 GB, only the drive beneath it cannot serve the reads and flushes any more.
状态后端读写太慢，磁盘IO打满，compaction跟不上，算子吞吐掉了一半
RocksDB打开的文件太多，超过系统句柄数限制，ulimit只有1024
大状态作业恢复特别慢，重建本地RocksDB要一个多小时
换成云盘之后状态访问延迟变高，火焰图里全是rocksdb的get
rocksdb write stall in the state backend, compaction cannot keep up and the tasks wait for it
compaction is falling behind, write stalls block the task threads
`,
  'savepoint-refused': `
I press "trigger savepoint" in Dinky and get an instant error, no request id comes back; the destination folder was never defined on the yarn session.
Before tonight's upgrade we want a backup of the state, but the CLI turns us down because nobody told the cluster where savepoints shall be put.
Manual state backup denied: at least one vertex is not up yet, so the coordinator will not accept the call.
REST call to create a savepoint gave 202 and an id; polling that id after the master failover says it never heard of it.
Automation asks for a savepoint every minute and they pile up; by now the coordinator rejects new ones, its waiting list is full.
The savepoint call answered "completed", yet the location field is empty and a cause of failure stands there instead.
ALERT: nightly savepoint cron - request rejected immediately, 0.2 s, job unaffected and still processing
Tried to take a savepoint of the batch backfill, Flink replies that this kind of job does not support it.
flink savepoint <id> says the job is not found, I may have used the id of the previous run, the current one has another.
Poll for the outcome came too late (more than five minutes), the answer had already been purged, so we do not know whether the savepoint exists.
Half of the sources are finished already and since then no savepoint can be triggered for the remaining part on our old 1.13 cluster.
StreamPark: savepoint fails at once with "please configure the path", job goes on running as if nothing happened.
please help, savepoint command give back error 400, parameter for target folder is required, where we must set it?
The external snapshot on demand is not accepted as the app is in the middle of a failover; periodic ones will come back after.
Wrapper script sends an empty string as folder for the state export, and the server turns the call down at validation.
Managed Flink: creating an application snapshot is not permitted while the app is in updating state, API throws the request back.
Ververica: creation of a savepoint for a deployment in TRANSITIONING is denied at once, message says job is currently not executing.
We only want a copy of the state on S3 by hand, not to stop anything; the request is turned away in a second with no upload being tried.
SQL client: command for savepoint returns an error immediately, there is no default folder in the session's configuration.
Upgrade pipeline is blocked on its first step: state export is declined since some subtasks are still initializing.
The button in our platform for "create snapshot now" ends with rejected; reason: one vertex is deploying, another is scheduled.
We fired three savepoint requests at once by accident, two were refused straight off, is the third one good?
No upload was ever started: trigger was knocked back at the door, nothing appears in history of the checkpoints tab.
Python client posts to the savepoints endpoint and receives bad request, body lacks the mandatory folder.
flink savepoint from the edge node errors out straightaway: we forgot the folder argument and the config file has no fallback for it.
Savepoint disposal or creation by curl is answered with unknown operation key, coordinator was bounced between the two calls.
Team wants to suspend an app via CLI savepoint first; the command is rejected within a second and there is no folder configured.
手动触发savepoint直接报错，没有配置savepoint目录
作业还没有全部RUNNING，触发savepoint被拒绝，马上返回失败
用REST触发savepoint返回了request-id，查询状态却是404，JobManager刚切换过
升级前想做一次savepoint，命令立刻返回失败，提示排队的检查点请求太多
savepoint command fails, the job is not running
the savepoint command fails while the job is restarting
flink savepoint command returns an error
a savepoint cannot be taken
cannot take a savepoint of my job before the upgrade
savepoint fails, no directory is given
triggering a savepoint fails because not all tasks run
stop from the command line is refused because no target directory for the savepoint is configured or given, the job runs on
nobody set up a place for savepoints, so stopping from the console fails before anything happens
the console wants to write a savepoint before it stops the job, but there is no default folder and it is turned down
asking for a savepoint comes back at once with an error, the job itself is healthy
没有配置 savepoint 目录,停止任务时直接报错,任务还在跑
`,
  'schema-registry': `
The central catalog of Avro definitions is down for maintenance, and every message of the topic fails to decode with a connect problem to port 8081.
Apicurio answers 503 since 11:00 and all our readers of avro topics are down, brokers themselves are fine.
The team upstream made a nullable column mandatory without giving a fallback value; since then our reader cannot resolve their messages.
Producer team switched the payload from avro to plain text JSON without notice, our decoder expects the 5-byte prefix and finds a brace.
Karapace returns 404 for id 1207, that definition seems to have been hard-deleted by somebody cleaning up.
Our sink tries to publish a new version of the contract and is turned away with a conflict, compatibility is FULL_TRANSITIVE.
User of the pipeline has no right to write the subject in the registry; Confluent Cloud says access denied for the sink's value definition.
AWS Glue registry: definition version not found or not AVAILABLE, the consumer app cannot decode anything.
Staging job points at the production topic but at the staging registry URL, ids do not exist there.
Certificate of the registry host is not trusted by the workers, TLS handshake with it fails, kafka over TLS is good.
Protobuf descriptor changed field numbers in the new release of the producer, now the consumers see nonsense values and fail.
An enum got a new symbol upstream that our reader's definition does not know; each event with it kills the reading side.
After the rename of a record namespace the writer and our generated class do not resolve any more, all partitions are affected.
decode of whole topic not possible since yesterday 18h, schema version 14 was published by other team, version 13 was ok
The key is a plain string and the value is avro-confluent, but somebody configured both with the registry format, reading fails on the key.
Debezium connector restarted with another converter (JSON instead of Avro), all downstream Flink SQL tables broke together.
Topic has mixed writers: half of the messages carry the registry prefix, the other half does not, a new service writes them raw.
Auto-registration is switched off in prod and our new output type has no subject there yet, publishing fails.
ALERT: avro decode failures 100 % on topic customer.v2, contract changed 09:31 by team CRM
Azure Schema Registry group permission was removed from our managed identity, the deserializer gets forbidden on fetching the definition.
The reader schema in the table DDL has INT and the writers now send LONG, the two cannot be reconciled.
Basic-auth user for the registry was rotated, the table DDL still has the old one and gets unauthorized from it.
Subject naming strategy of the new producer is by record, ours looks for topic-value, and so there is nothing under this name.
Data contract broken: union order changed, mandatory field added, every single event of the feed is undecodable, not just one.
PyFlink table with avro-confluent: first poll already fails with a wrong leading byte, the messages come from an old Spark job that writes bare Avro.
Registry is rate limiting us (429) because each of 400 subtasks fetches the definitions after a cold start.
DNS of the registry was changed in the migration; workers time out there while the brokers are reachable.
Hudi streamer and our Flink app both fail since the contract's evolution was forced with compatibility NONE.
Field was dropped from the event definition, our query still selects it, the converter stops with a missing column in the writer's version.
JSON-Schema validation on produce refuses our output as the registered contract forbids additional properties.
上游改了Avro的schema，新增字段没有默认值，我们消费端全部解析失败
注册中心连不上，所有avro格式的topic都反序列化不了，Kafka本身正常
消息头的魔数不对，上游改成直接写JSON了，没有走schema注册
sink往schema registry注册新版本被拒绝，提示与历史版本不兼容
`,
  'serializer-changed': `
Changed a field of the class we keep per key from int to long, and the new build cannot read its predecessor's state.
Refactoring moved the domain classes into another package; the jar starts but the values kept per key cannot be turned back into objects.
After bumping the Kryo library through a transitive dependency the stored bytes are gibberish to the new build.
Scala case class got one more parameter and the resume from the last snapshot stumbles over the format of the stored values.
Old binary layout does not match: stored with a POJO codec, read with the generic fallback, since someone made the class package-private.
We migrate from 1.17 to 2.1, operators are all found, only the contents of the state cannot be decoded.
Key type of keyBy changed from String to a tuple, and the coordinator tells us that key formats cannot be migrated.
Switching on expiry (TTL) for a state that lived without it: the restore complains about an incompatible value format.
Upgrade of the Avro generated classes: the restore says reader and writer versions of our kept object cannot be reconciled.
Restore of the rolled-out build stops in open() when it asks for its MapState handle, incompatible codec is the message, topology untouched.
hi all, we add new attribute in our pojo for ValueState and after start from savepoint it says not compatible, what is allow to change?
No-arg constructor was removed by Lombok's builder, therefore the type is not a POJO any more and its old content is unreadable.
Java to Kotlin conversion of the model classes: fields look the same, but the bytes on disk can no longer be interpreted.
Order of registered types was altered by a merge, ids are shifted by one and old snapshots decode into wrong classes.
Protobuf custom encoder got a new version without a proper compatibility check, first read after recovery fails.
Flink SQL upgrade to another minor version: internal row format of the aggregate buffer differs, state is found but refused.
Type of a SQL column was altered from DECIMAL(10,2) to DECIMAL(18,4), the stored accumulator cannot be carried over.
CDC connector went from 2.4 to 3.0 and its split bookkeeping in the old snapshot cannot be decoded by the new version.
Kafka connector upgrade: the writer's state version in the checkpoint is unknown to the new jar and the resume aborts.
State kept in JVM memory, value class altered in the release: recovery says the new codec cannot take over what the old one wrote.
Elements of a ListState were java.util.Date, we want Instant now; the start from the former snapshot is refused for the type.
Beam pipeline update on the Flink runner: coder of a stateful DoFn was changed, restored bytes do not decode.
PyFlink: pickled objects in the state were written by Python 3.8 class layout, the new module cannot unpickle them on recovery.
Rollback is fine, forward is not: the same snapshot opens with the former jar, while the new one chokes on the layout of the stored object.
Underflow / unexpected end of bytes while reading one of the states on recovery, just after the model class was edited.
Shading changed the package of a library type that we hold per key, the previous content can't be instantiated from its bytes.
Thrift type fell back to generic handling silently; months later the library was updated and nobody can read the old values.
Removed an enum constant that is still contained in stored values, restoring stops at that ordinal.
ALERT: profile-join v2.8 cannot initialize, stored value format of "lastSeen" rejected by new code, v2.7 works
改了ValueState里实体类的字段类型，从savepoint恢复时报状态序列化器不兼容
实体类换了包名，旧状态反序列化不了，uid没有变
Flink从1.x升级到2.x，kryo版本变了，老的savepoint状态读不出来
给老状态加上TTL之后从检查点恢复失败，提示新的序列化器和旧的不兼容
schema evolution of the state failed after a field of our POJO changed its type
the new serializer of the state is not compatible with the one it was written with
fixed a bug in a class that is kept in state, uploaded the new jar and the last checkpoint can no longer be opened
opening the map state fails because its stored form does not agree with the new one
从保存点恢复时提示某个 map 状态需要迁移,但不支持迁移,作业起不来
a field more in the case class and the job does not come back from its savepoint
after the library was updated the stored objects cannot be read as the new type
`,
  'snapshot-missing': `
Bucket expiry policy (30 days) swept away pieces that the living incremental checkpoint still needed, now nothing comes up.
Someone tidied HDFS with rm -r and took the directory with our only savepoint along.
Start with -s points to a folder where only shared and taskowned are, the chk number folder has vanished.
The ConfigMap of high availability refers to checkpoint 9213, yet in object storage the newest directory is 9100.
We cancelled by mistake, and the retained snapshots were erased together with the job, nothing to come back from.
New run was started in CLAIM mode; it subsumed and purged the old snapshot, and the fallback to it is impossible.
S3 answers NoSuchKey for one of the state pieces during recovery, the rest of the folder is present.
The metadata file has zero bytes; coordinator cannot parse it and the app will not come up from it.
Cross-region move of the bucket: paths inside the metadata are absolute and point to the old bucket that is gone.
Role of the new cluster is not permitted to read the old savepoint folder, so resuming ends with forbidden although the objects are there.
Ran the cleanup script for orphaned state, it deleted files younger than it should, three jobs cannot be brought up again.
Operator keeps trying lastSavepointPath from status, and this path was disposed last week by savepoint history cleanup.
PVC with the checkpoints was deleted along with the namespace; the redeployed app looks for a state that does not exist any more.
Checksum error / truncated stream when reading the state file, blocks of it are corrupt on HDFS after two datanodes died.
Restoring after outage: one sst in the shared folder is absent, older retained checkpoints lean on the same piece.
StreamPark wants to resume from the latest checkpoint it has recorded, but that chk folder has rotated away (only one is kept).
Managed Flink: snapshot the update refers to was deleted from the console, app start fails as it is not found.
Last known good state cannot be located: backup restored to another prefix and the recorded path leads nowhere.
Azure: blob lifecycle moved old state chunks to the archive tier, they cannot be read on restore without rehydration.
GCS object versioning shows a delete marker on the metadata of our savepoint by a service account at 01:00.
MinIO was reinstalled, bucket "flink" is empty, and now JobManager crash-loops since it cannot load what HA tells it.
JM log: handle to retrieved snapshot is broken, and suggests wiping it. We did not. What now?
ALERT: resume of ledger-agg impossible, referenced state object 404 in object store
Iceberg job: restoring refers to state chunks that the storage team purged, writing new ones works without trouble.
Nothing wrong with the code or format; the snapshot simply is not there any more on the path that the startup uses.
Dinky restart from "latest savepoint" fails, the recorded hdfs path is not existing, admin had emptied the trash.
指定的savepoint路径不存在，启动作业时找不到_metadata文件
检查点目录被定时清理脚本删掉了，作业恢复不了
HDFS上chk目录里的状态文件丢了，增量检查点恢复报文件找不到
对象存储的生命周期规则把shared目录下的旧文件清了，重启后无法从检查点恢复
a clean-up job emptied the checkpoint bucket, recovery is not possible any more
savepoint not found
the bucket was cleaned and the job cannot recover
`,
  'snapshot-resource-failed': `
kubectl shows our nightly backup object of the streaming app with phase failed, error column filled, attempts used up.
The CRD object we apply from Argo to get a state backup never turns completed, after a while it says abandoned.
Periodic backup objects created by the Flink operator pile up in red, the last good one is four days old.
GitOps pipeline waits for the flinksnp object to become complete, and it hangs at pending, since the referenced deployment was suspended.
Warning event on the custom object: trigger exceeded its grace time; the app itself is in order.
We set the trigger nonce in the deployment yaml; the operator made an object for it, and this object ended in error.
jobReference in our yaml pointed to a session job that does not exist in that namespace, the object went nowhere.
Operator's admission webhook turned down the object: neither a path in the spec nor a default folder for savepoints.
After upgrading the operator from 1.9 to 1.10 the scheduled backups through custom objects do not come into being, RBAC denies the new kind.
Since we have the new helm chart, service account may not list or create flinkstatesnapshots, so backups via CR are broken.
409 conflicts on patching the status of the state-backup object, and a flood of savepoint warnings in the namespace events.
Is data deleted from S3 when I remove failed backup objects with kubectl? There is disposeOnDelete true in them.
Deployment was rolled while the backup CR was in progress, now the CR says abandoned, was the copy written or not?
The resource for taking a checkpoint (not savepoint) through kubernetes ended with an error, status.failures = 4.
ALERT KubeEvents: 12 state-backup objects in error, namespace streaming-prod, created by the operator's periodic trigger
hello, custom resource for the savepoint stay in trigger pending for 2 hours, operator not doing, how to debug it?
Backup object's status.error has a stack from the job's coordinator; the operator tried it as often as backoffLimit permits.
History cleanup by the operator seems to delete backup CRs that are still running, then status patching breaks.
FlinkDeployment is stable and green, just the state-backup CRs which the operator creates every 6 h are red.
The CI step "kubectl wait --for=jsonpath state=COMPLETED" on the state object times out, object has gone abandoned.
CRD for the state object is not installed in this cluster, operator log says no matches for kind, and upgrade savepoints are not recorded.
Operator's own scheduled checkpoint resource failed three runs in a row, yet Flink's automatic ones keep completing in the UI.
Created the object twice by helm hook, second one failed as another operation was in progress for the same deployment.
We deleted the FlinkDeployment before its backup object ended; now the object is without owner and is abandoned.
Per-job savepoint folder in a FlinkSessionJob is ignored by the backup object and then it fails for access on the cluster-level bucket.
Object says failed; the checkpoints page says that savepoint 778 of the same minute is complete. Which one do I believe?
The manifest with spec.savepoint.path to a bucket without write permission: its status went from in progress to failed.
State export by yaml manifest is red in Lens, restart of the operator pod happened in the middle of it.
Velero-like backup policy for Flink relies on state CRs; report says 5 of 20 backups not done, phase abandoned.
operator创建的快照资源状态变成FAILED，重试次数用完了
kubectl查看flinksnp一直是TRIGGER_PENDING，最后变成ABANDONED
K8s operator的定时savepoint最近几天都没有成功，事件里全是快照告警
升级operator之后，周期性快照CR创建不出来，提示没有权限
`,
  'state-growing': `
Checkpointed data size is a straight ramp on the dashboard: 20 GB in May, 210 GB today, traffic flat.
Every user id we have ever seen stays in memory of the aggregation, nothing is thrown out after the user is gone.
Two-stream SQL join without time bounds remembers each row of both tables for eternity.
Snapshot volume rises by 3 GB a day, weekend or not; we will hit the volume's end in two weeks.
Hudi upsert with the default index in Flink's memory: index entries for all record keys are retained, job becomes heavier each week.
Dedup by event id over an endless stream, retention not configured; the retained set of ids has passed a billion.
COUNT(DISTINCT device) GROUP BY day: finished days are not dropped from what the job retains.
Managed Flink CloudWatch lastCheckpointSize climbs monotonously since the launch, restart makes no difference.
Expiry is set to 24 h but nothing shrinks, perhaps expired entries are only purged when they are read again.
We register a timer per session and forget to delete it, number of timers is in the hundred millions and mounting.
Global window with a custom trigger never purges, it keeps all elements since the beginning.
Sliding windows of 30 days with a slide of one minute: each event is copied into tens of thousands of panes and the total balloons.
Each deployment takes longer to resume than the last one as there is more to load; last month 2 min, now 25.
Top-N / ROW_NUMBER query without partition expiry keeps all the keys, storage needed grows with each new SKU.
Recovery bucket bill went up fivefold although we keep two snapshots only, each of them is simply bigger every week.
CDC upsert changelog normalizer keeps the latest row for each primary key, table is append-like and has random UUID keys.
my state is bigger and bigger each day, how i can clean old key? i do not want keep data older than 7 days
Nothing ever gets evicted from our MapState of seen transactions; who is supposed to remove them?
Broadcast rules are only added, never withdrawn; each subtask carries a copy, so it multiplies by parallelism.
PyFlink process function appends to a ListState per key and no clear is called anywhere, per-key lists are endless.
Beam on Flink since 2.25: read transform piles up leftover splits and the snapshot swells without more traffic.
Paimon or StarRocks sink is fine, it is the lookup history in the join operator that swells over months, one vertex holds 97 %.
Old tenants were off-boarded half a year ago, their counters are still contained in every snapshot.
Savepoint is 9 GB and incremental ones report 70 GB full size; is this a leak or just lazily removed obsolete entries?
Capacity forecast: retained keyed data outgrows disks on 14 December if the slope remains, no TTL in the SQL.
Temporal join versions of the dimension are retained too long as the retention time is idle-state 0 = forever.
Dashboard full checkpoint size: stairway upwards for 60 days, never one step down, duration follows in parallel.
Query retention was removed by the last change (ttl 0), from that day the amount of remembered rows goes one way only.
状态越来越大，检查点从几百兆涨到几百G，流量没有变化
双流join没有设置状态过期时间，历史数据一直保留不清理
设置了TTL但是状态大小还是持续增长，过期数据没有真正删掉
去重的key一直累积，每天checkpoint都比前一天大，磁盘快撑不住了
the size shown for the session window goes up with every message and does not shrink when all are handled
after each failover the metadata of the checkpoint gets bigger, a hundred entries become ten thousand
nothing in our code keeps state, still the window operator gets bigger every hour
`,
  'state-incompatible': `
We deleted the dedup step from the pipeline and now the new jar won't take over the savepoint, it misses a home for leftover state.
Inserted a filter before the aggregation, no explicit ids in code, and the resumed job claims it knows nothing of the hash from before.
Max key groups were 128 in the old run and 512 in the new, resume is turned down.
SQL job: added one column to SELECT, plan looks different, job is refused when resumed from yesterday's checkpoint.
The ids of steps are generated from the topology and after splitting one chain they no longer line up with the saved ones.
Wanted to scale from 80 to 200 subtasks, resume says the upper bound in the saved state is 128.
Flink 1.15 to 1.18 with SQL: planner makes other operators, so the saved state does not line up with the new graph.
Renamed uid("agg") to uid("aggregate") as a cosmetic change and rollout failed on all environments.
Accidentally resumed job A from job B's savepoint, it complains that an unknown operator has state.
Removed a Kafka source and replaced it by Pulsar; the start insists on the offsets' owner that is gone from the graph.
Old FlinkKafkaConsumer to KafkaSource migration: former reader's state finds no counterpart in the new build.
Dinky: after editing the SQL the task is not able to resume from savepoint, message proposes the skip flag. Is the flag dangerous?
Blue/green rollout: green cannot pick up blue's state since a join was turned into two joins.
last-state upgrade by the operator fails, the new jar has one stateful step less, and the setting to ignore leftovers is not applied in this mode.
Someone set pipeline max-parallelism in the config of the cluster, next deployment does not resume any more.
Chaining was disabled for one step; ids are auto-made, thus the saved pieces cannot be assigned.
i change little the job code (add one map operator) and it can not start from savepoint, need i loose all the state?
Pipeline DAG was redrawn, state of the vanished vertex has nobody to take it. May we pass -n?
Beam on Flink: transform names changed in the refactor, runner cannot match them with the ones in the savepoint.
PyFlink: order of the two process functions swapped, generated ids shifted, resume rejected at submission.
New version wants 720 key groups, old savepoint was cut into 128 shares, that number is not changeable afterwards.
Statement set: dropped one INSERT out of five; the saved sink writer state of the dropped one blocks the start.
CDC YAML pipeline with an additional sink can't come up from the preceding savepoint because operator hashes are others.
Upgrade of the Hudi writer changed its internal operators' names; resume says some saved state is not mappable.
Submission rejected on resume: saved operator hash 7df1 unknown to this build. Rolled back, OK.
Table hint or optimizer option was flipped (mini-batch on), which altered the plan and old state doesn't fit any longer.
ALERT deploy failed: orders-v43 rejected at state mapping, v42 resumes from the same path without complaint
Parallelism lowered and raised before, fine; this time beyond the ceiling recorded in the snapshot, refused.
Snapshot is readable and types are unchanged, only the step it belongs to was taken out of the topology.
In-flight buffers stored in an unaligned snapshot cannot be redistributed as the edges between the steps were changed from forward to rebalance.
The team copied the job without setting names for its stateful steps; any graph edit makes resuming impossible for them.
删掉了一个算子之后从savepoint启动失败，提示新程序里没有这个算子
改了SQL之后作业图变了，旧的检查点对不上，无法恢复
没有设置uid，加了一个map算子后状态无法映射
并行度调到超过最大并行度，从保存点恢复被拒绝
uid changed, state is not found for the operator
raised the parallelism from 1 to 2 and the restart from the last checkpoint was refused, with 1 it comes up
after changing the maximum parallelism the job will not take its old checkpoint any more
we removed a sink from the graph and now the savepoint cannot be mapped to the new program
a source cannot be rescaled from the snapshot, only the same number of subtasks starts
`,
  'stop-with-savepoint-failed': `
Graceful stop went half through: export of state was written, but then a sink threw on close and the app ended as failed.
flink stop gave an error at the end with a path in it, job is dead now. Do I resume from this path or from the last checkpoint?
StreamPark "stop with savepoint" ran more than a minute, UI timed out, and shows failed while the job later really ended.
Two-phase-commit data is left pre-committed, since the shutdown after the state export broke off.
Drain and stop: final windows were flushed, afterwards one task crashed in finish() and the stop was reported unsuccessful.
Stop was requested, the export did not complete as one task died meanwhile, so the app recovered and processes further.
Ververica suspend action failed, deployment is in FAILED with a fresh savepoint listed, automatic resume not offered.
A node was taken away in the very seconds between savepoint completion and shutdown, what a timing; the run is failed for good.
The upgrade by the operator is stuck halfway: savepoint was made during the suspend step, the job errored while closing.
Client reported a timeout for the stop, but the coordinator continues with it; is the order still in work?
We sent the stop twice from two terminals, and the second crashed the first one's shutdown.
hello, after "flink stop -p s3://..." the savepoint is ok but job is not finished, it is failed state, we lost something?
Exactly-once output is missing the last minute, since the app broke while winding down after its final state export.
FileSink part files remain in-progress/pending since the final commit at shutdown did not happen, stop command reported failure.
Iceberg committer errored on the last commit, in the shutdown phase following the savepoint, table lacks the final batch.
Dinky: SavePoint stop ends with an error, yet savepoint folder has metadata; task status unknown.
Old cluster's planned shutdown before migration: 9 of 10 jobs ended clean, one broke after the state was saved.
The legacy cancel -s returned failure and the pipeline still works as before, the combined command was not carried out.
JDBC sink's close raised an error during planned stop, so terminal state is FAILED and not FINISHED, savepoint is from 13:37.
Stop for release 5.2 failed; may the release be started from the half-successful stop's savepoint, or could there be duplicates?
Sources did not end when stop was requested (legacy source function ignores it), command never came back and the app runs on.
One subtask failed between saving and ending, so the framework wants to fail over to recover, stop command shows inconsistent.
Kafka transactions from the final epoch hang open after the unsuccessful graceful shutdown; broker will drop them within the hour.
ALERT release-bot: stop step of clicks-agg exited non-zero, state saved at hdfs:///sp/savepoint-77, job terminal=FAILED
Async I/O operator had in-flight calls when the stop came, it threw at the end of input; state was saved seconds before.
REST /stop operation: completed with failure cause, job status FAILED; a location is contained only in the text of the cause.
PyFlink: Python worker exits with error on shutdown after saving, so our graceful stop is reported as an unsuccessful one.
The final commit of Doris stream load was not made because the job perished right after writing its farewell savepoint.
Suspension of session job failed: operator says job not in the expected terminal state after the stop, savepoint exists on S3.
停止作业并做savepoint，savepoint写成功了，但是作业在停止过程中失败了
flink stop命令超时，作业还在继续运行，不知道有没有停成功
平台上点“停止并保存”，状态显示失败，但保存点目录里已经有元数据文件
停作业时sink关闭报错，最后一批事务没有提交，应该从哪个保存点启动
the savepoint for the upgrade was written but a source task failed while the job was shutting down, nobody knows whether it may be used
stop with savepoint wrote the files and then the job restarted instead of finishing
页面点停止,保存点做到一半作业又重启了
`,
  'stuck-cancelling': `
Clicked cancel forty minutes ago, spinner still turns, job remains in an in-between state and is neither gone nor working.
Undeploy hangs: one of sixteen subtasks does not let go, the rest are already grey.
JDBC driver sits in a socket read without timeout, so the cancelled task thread never comes back.
Infinite while(true) in our custom source ignores the running flag, app cannot be killed from the UI.
After a failover the old attempt does not go away, new attempt waits for it; job displayed as FAILING since 20 minutes.
Elasticsearch client close() waits for the bulk to flush to a dead host, shutdown of the task is blocked by that.
Worker process kills itself three minutes after each cancel, and neighbours on it are taken down as well. Why?
Postgres CDC source does not end on cancel in the web UI, occupied slots stay taken on our standalone cluster.
YARN application kill worked in the end, whereas flink cancel before it did nothing for half an hour.
ALERT job in CANCELLING > 15 min: geo-enrich, 1 subtask left
Deadlock in the user function: thread waits for a monitor held by another, and the interrupt is swallowed in a catch block.
Terminating the stream takes forever; thread stack is parked inside a Kafka producer close with an infinite wait.
please how to force kill job? we cancel and it say canceling, but never canceled, one hour already
Slots in the session cluster are held by a ghost of a job that ought to be gone, its last task won't exit.
Python UDF worker does not quit upon cancel, the JVM side waits for gRPC harness to end, PyFlink job hangs at termination.
Hudi compaction runs inside the task and cannot be interrupted, so cancelling the writer waits for the whole compaction.
Old job must end before the new can begin, and the old one is hanging in its dispose phase closing the native state db.
Operator wants to suspend the session job, and it waits endlessly on the job status that stays "cancelling".
Log repeats every thirty seconds that one task does not answer the interrupt, with always the same stack below it.
Watchdog is disabled (timeout 0), therefore the task that ignores termination will hang for all eternity.
Dinky and StreamPark show "cancelling" in orange for an hour, repeated clicks on stop bring nothing.
HBase connection shutdown loops with retries after cancel; region server is down, task can't leave.
Two tasks remain amber in the graph after the abort order, others black; the job page never reaches its terminal colour.
On stop the S3 upload in flight blocks uninterruptibly, the executor had to be shot by its own supervisor after 180 s.
Beam DoFn teardown on the Flink runner blocks on a thread pool's awaitTermination, pipeline cannot be drained or aborted.
Kinesis consumer shut down waits on its fetch threads, cancel from the console of Managed Flink lingers in "stopping".
Can I delete the pod that hosts the last living task of a job whose abort hangs? Other jobs share that worker.
Fatal message on executor: task could not be ended in the allotted time, so the JVM is halting. Happens at each abort of this job.
Failing over takes 3 minutes each time as one sink instance does not abort till the supervisor halts its JVM.
Abort sent via REST returned 202, but status polled for an hour is the same transitional one.
Sleeping in user code with interrupts eaten (catch and continue), the abort order is effectively ignored.
取消作业后一直停在CANCELLING状态，槽位不释放
点了cancel没反应，任务线程卡在socket读取里，不响应中断
作业停不掉，卡在取消中一个多小时，只能杀掉TaskManager的进程
任务取消超过三分钟没退出，结果整个TaskManager自己退出了，连累别的作业
pressed cancel in the web page while a big table is copied, it stays in cancelling and its slots are not given back
页面上点 cancel 之后一直显示取消中,槽位也不释放
`,
  'taskmanager-lost': `
the pod of a tm got evicted from its node and the job restarted
evicted tm pods, the node was under pressure, tasks fail over
One of the executors fell off the cluster at 03:20, its twelve tasks were redeployed elsewhere.
Karpenter consolidated a node and our worker pods got SIGTERM; the streams jumped back to the last snapshot.
YARN NodeManager on host dn-14 was decommissioned and the containers on it were released with -100.
No sign of life from a worker for over fifty seconds, coordinator declares it dead and reassigns.
Two-minute spot termination notice, then four of the compute pods disappear and the job fails over.
Cluster overview shows 7 registered workers instead of 8 since the kernel panic on the hypervisor.
CPU throttling on the pod is 90 % and the worker is too slow to answer pings from the master, gets thrown out.
VM was live-migrated and paused for a minute, long enough that the master believed the worker was dead.
Peer closed the TCP channel in the middle of a shuffle, other side's process is gone.
Cluster autoscaler removes nodes at 22:00, and every night at 22:00 the job has a failover with one missing pod.
EMR core node terminated by instance-fleet resize, workers on it vanished; job recovered after 90 s.
Standalone setup: machine rebooted for OS patches, nobody started the worker daemon again, total slots lower than before.
Long stop-the-world pauses made a worker mute for a minute and it was dropped from the member list.
Liveness probe killed the worker container as it did not answer under load, exit code 143.
Conntrack table on the node was full, packets between this worker and the others were dropped, master gave it up.
Kubelet evicted the worker pod since the node as a whole came under pressure, our own container was within its limits.
Worker reports as "disconnected" then registers anew under a different id, tasks that it had are failed.
ALERT flink_jobmanager_numRegisteredTaskManagers dropped from 24 to 21, 3 hosts in rack B unreachable
The same physical host loses its worker again and again, ECC memory faults in dmesg.
Pod of a worker was deleted by someone with kubectl, or by the descheduler; job failed over once, all is fine since.
Docker daemon restart on one box ended all the containers there, including our stream workers.
Higher-priority pods preempted ours, workers got kicked from the node and the job restarted from the snapshot.
Network switch in AZ c rebooted: workers there had no contact with the master and the remaining peers for four minutes.
Cgroup CPU starvation, noisy neighbour; worker misses its beats and the master unregisters it, yet the process is alive.
Process of the worker ended with exit code 239 and the reason stands only at the end of its own log file.
Slot lost message: executor container_e12_000007 has been released by the resource manager, because its host went unhealthy.
One worker fewer on the dashboard: line steps down from 10 to 9, at the same second all tasks of the job restart once.
Downstream saw a 2 minute gap at 14:06, reason: host carrying a third of our subtasks lost power.
TaskManager心跳超时掉线了，所在机器宕机，任务自动切到别的节点
K8s节点被驱逐，上面的TM pod没了，作业发生failover
YARN容器丢失，NodeManager下线，注册的TM数量少了一个
TM进程还在，但是长时间不上报心跳，被JobManager踢掉了，怀疑是网络或者CPU打满
the JobManager stops hearing from one of the workers for longer than the limit and fails the job, in our docker set-up again and again
the controller declares the worker dead because it did not answer in time
one node was drained at night and the job restarted with a remote task manager that might be lost
大表全量同步几天后提示远端的 taskmanager 可能丢失,作业挂了
`,
  'watermark-stalled': `
Events flow in at 5k/s and the hourly counts are not written, nothing is red, the output is simply mute.
Table for the dashboard has had no new row since 08:00, though the job is green and offsets move on.
TUMBLE query in SQL gives zero rows; if I change to proctime the rows come at once.
Event clock of the job is frozen, because three of twelve partitions have been empty since the weekend.
In the UI the column for event-time progress is a dash on half of the subtasks, and downstream hears nothing.
16 readers on a 6 partition topic, ten of them have nothing to read and hold back time for everybody.
Test topic with few messages: last window always remains open till someone sends another event with a later timestamp.
Event time column is in seconds but the code takes it as millis, we are stuck at January 1970 and no pane ever closes.
Join of clicks and impressions yields nothing since the impressions topic got quiet, both sides are buffered only.
MATCH_RECOGNIZE / CEP pattern with timeouts never outputs, timers do not fire as the clock of one input does not progress.
Temporal join holds back all rows since the rates table sends updates only once a day.
Nightly our windows hang: between 1 and 5 no traffic in one region's shard, and every region's results wait for it.
Kinesis shard after a reshard is closed/empty and the app's hour totals stop; records in are normal.
Two topics unioned; one is a rarely used control stream, since then no aggregates come out.
Custom generator with punctuated marks only emits on a special event that the producer no longer sends.
i use event time window with kafka, apply() function never called, no error in log, processing time window works good
Late in the chain the timers have not fired for six hours, although the map in front of it is busy with input.
New source added to the job is replaying from last year's data; all results wait for it to get to today.
Alignment group: fast partitions are paused as one slow reader lags ten hours behind, fetch rate is nearly nothing.
Null event times in the column: rows are dropped or the clock doesn't start, no results from the very beginning.
CDC snapshot phase: event clock does not begin to tick before all chunks are read, windowed sums arrive only afterwards.
PyFlink: our TimestampAssigner always returns 0, so on_timer is never invoked and the output topic stays empty.
Beam on Flink: unbounded source has one idle reader, GroupByKey emits no pane, pipeline seems asleep but healthy.
Paimon / Iceberg streaming read as source has no time marker emitted, the hop window after it remains silent.
ALERT event-time lag on sessionizer grows 1 s per second, input rate ok, output rate 0
Panel "current event time": flat line from 06:12 on, panel "records in": normal daily curve.
After lowering traffic by sampling, results come only when the next batch of events arrives, the last window of each burst is withheld.
SESSION windows are not closed for hours, because time stands still on one channel; memory of open sessions gets bigger meanwhile.
Iceberg sink commits empty snapshots every minute since the window step upstream withholds everything; sources are healthy.
窗口一直不触发，数据正常进来但没有结果输出，水位线不推进
某个Kafka分区没有数据，导致整个作业的watermark卡住不动
source并行度大于分区数，事件时间窗口没有任何输出
双流interval join没有结果，其中一条流很久没有新数据，水位线停在很早的时间
windows do not fire
windows dont fire
watermark
watermark stuck
the last hourly window shows no result because no later data comes in after its end
最后一条数据之后没有新数据,到整点了窗口一直不出结果
with watermark alignment on, sources hang as soon as some of their subtasks have reached the end of their input
records of one partition carry much older times, the clock of the job follows the oldest and nothing comes out of the windows
one topic is empty and since then no window fires
`,
  'wrong-java-version': `
Our CI moved to Temurin 21 and since then the cluster on 17 will not load a single class of our artefact.
Base image was switched from 8-jre to 17 and old serialization code may not poke into the JDK internals any more.
Bytecode level of the fat jar is 61, machines run Java 11.
Worker containers die in the first second: the VM flag for CMS collector is not known to this Java.
One of ten hosts still has JAVA_HOME at jdk8, and each task that lands on it fails to load our code.
Iceberg's latest release needs Java 11 and up, our EMR cluster has 8, the table job is rejected at class loading.
Hudi bundle compiled for a newer Java than the one on YARN nodes, submit from client works, containers fail.
Hadoop login breaks on JDK 24 or so: the call to get the current subject is no longer supported since the security manager is gone.
PyFlink with a Java UDF jar built on my laptop (JDK 21): local run is good, the cluster with 11 cannot load the function.
Someone set our own java opts in the deployment yaml, and that wiped the built-in list of opened packages.
Reflection into java.util or java.time is blocked by strong encapsulation, Kryo cannot look into the private fields.
Arrow in the Python UDF operator cannot reach the direct buffer constructor on the new JDK without a special flag.
JVM refuses to boot: option UseParNewGC / MaxPermSize is obsolete and was removed from that Java generation.
Client machine has JDK 8 and Flink 2 wants at least 11, the CLI itself doesn't launch.
After the Docker tag changed from java11 to java17 our session cluster jobs that use reflection are broken, jar unchanged.
hello, error say class file version 55 and only up to 52, which java should be on the server for flink 1.16?
Doris/StarRocks connector jar was compiled with 17, our platform with 11 can't load it; job rejected right away.
Flink CDC 3.x pipeline on an old OpenJDK 8 machine dies on startup since bytecode of a dependency is too new.
Ververica/Aliyun engine runs on Java 11 (or 8), user uploaded an artefact built for 17, deployment never starts.
Managed Flink runtime 1.18 has Java 11; our Gradle toolchain is at 17 and the application fails to update to running.
Kotlin jvmTarget 21, runtime 17: first user class can't be loaded on the executors.
Illegal access by a mocking or bytecode library (ASM, ByteBuddy, cglib) that does not know the newer class format.
Pods restart in a boot loop, one line in the log only: the Java machine could not be created because of an unknown option.
ByteBuffer method resolved differently: built with 9+ without release flag, run on 8, flip or position is not found.
Groovy or Scala 2.11 scripting inside the job fails on Java 17 as it inspects closed packages of the base module.
ALERT all jobs in cluster B fail at load since base image JDK bump, cluster A on the former image is fine
We use records and List.of in our code, compile is fine, but production's old JRE has no such thing.
Kerberos or RMI internals are not exported by their module to our unnamed one after moving to a long-term release 17.
Standalone cluster of mixed machines: half upgraded to Java 17, jobs fail depending on which half they are placed.
作业用JDK17编译的，集群是JDK8，提交后类文件版本不支持
镜像从Java 11换成17之后反射报模块没有开放，需要加add-opens参数
容器启动失败，JVM参数不识别，换了JDK版本之后CMS参数没有了
部分TaskManager机器的JAVA_HOME还是旧版本，任务分到那台就加载类失败
`,
};

export const complaints: Complaints = new Map(Object.entries(texts).map(([id, text]) => [id, text.trim().split('\n')]));
