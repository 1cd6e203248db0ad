/**
 * How people complain of troubles of Flink, one text per line, in other words than the procedures: with these `subject.ts`
 * knows the sound of a trouble also where the folder holds few procedures.
 */
export const someTroubles = `
The Flink deployment changes its number of workers every ten minutes, first adds pods, then removes them, then adds them again
Our job is redeployed all night because the scaling controller cannot make up its mind between small and large
Managed Flink on AWS: automatic scaling raises KPUs, lowers them half an hour later, application status goes UPDATING again and again
HorizontalPodAutoscaler on cpu adds a worker, job goes to RESTARTING, cpu drops, it takes the worker away, job restarts, endless
No errors in the exception tab, still uptime of the job never passes 15 minutes, events list is only scaling decisions
The job is hunting around its utilisation target, a tiny change of traffic flips the computed worker number up or down
Since we enabled elastic sizing, checkpoint count resets constantly because the topology is torn down for a new size
Beam on Flink with operator: the desired worker number swings wildly, pipeline never stays at a size long enough to become stable
Restore of 400 GB takes eight minutes, but the scaling logic decides anew after five, so the job is hardly ever processing
Scale-up does not bring the expected gain, the controller retries a bigger size, then gives up and returns, whole cycle repeats hourly
自动扩缩容来回抖动，并行度一会儿升一会儿降，作业一天被重启几十次
Job is healthy and green but eats only 40k events per second while producers push 70k, the delay gets longer every hour
Whole graph in the web UI is black up to the enrichment box which is dark red in every one of its instances
Congestion in the stream: upstream tasks spend most of the time blocked because the aggregator does not drain them fast enough
Kinesis consumer iterator age climbs steadily since the launch of the campaign, KPUs run near 100% CPU on all nodes
PyFlink UDF is too heavy, each python worker at max, event freshness for consumers degrades minute by minute
Flink SQL top-N query can't follow, deduplicate stage at capacity in all parallel tasks, upstream calc nodes wait
we have too few cores for this volume, the stream is choking on the scoring step, all 8 scorers maxed out
MySQL binlog job: currentFetchEventTimeLag increases constantly during the day, transformation stage is compute bound in all tasks
Sustained high water mark in network queues, input side of the window operator full, senders can't hand over their data
Ingest to Iceberg is compute limited, parquet encoding keeps each writer core at 100 %, reader cannot go faster
作业反压严重，上游算子一直是黑色，下游算子所有子任务都是红色，消费跟不上生产
We shipped build 4.7 at 14:00 and since 14:05 the flink pipeline crashes, build 4.6 had no trouble for weeks
Argo CD synced a fresh commit and right afterwards the output volume dropped to a third, no errors logged
Last night's change window broke the stream; everything was OK until the switch to the newer artifact
Should we revert or patch? the version that went live an hour ago throws errors that the predecessor never threw
Developer changed SQL statement of the view and redeployed, now the sink receives nulls in the amount column
Redeploy with new flinkConfiguration keys, afterwards job slower by half; removing the keys should cure but how to keep state
Ververica deployment: after upgrading artifact the job is FAILED at once, old artifact version worked with same engine
Beginning of trouble coincides exactly with the release train; nobody changed the data or infrastructure
Registry pull secret expired, so the upgraded deployment hangs with image error while the former job is already stopped
The version bump of the job doubled memory and cpu, the prior tag ran on half of that with identical traffic
刚上线新版本作业就开始失败，老版本跑了几个月都没问题，想回滚
Snapshots are not even started: coordinator says one of the vertices has already come to its end
State-saving attempts are refused at once, within milliseconds, not after a long wait
More source instances than Pulsar partitions, surplus ones go to FINISHED and the periodic state save is aborted each time
Task refuses barrier with the note that it is not ready, job log repeats this once a minute
History tab in web UI: all rows FAILED immediately, end to end duration 5 ms, reason says tasks weren't ready
Producer flush failed during the pre-snapshot phase and the sink task refused the snapshot, then the job went on
Barrier for number 41 came in before 40 was done, so 40 is cancelled by the newer one, overlap of rounds
SQL temporal join with filesystem dimension: after the scan of files is complete, Iceberg gets no commits since snapshotting stopped
Managed Flink application shows lastCheckpoint none; log says that not all required tasks are running, one remains in SCHEDULED
My source emits ten rows and terminates, job continues due to timers, but saving of state was disabled from then
有一个 source 跑完变成 FINISHED 之后，整个作业就再也不做 checkpoint 了
Snapshot number 512 sat at 97 % acknowledged for half an hour and was then thrown away, next one goes the same way
No successful restore point since 02:15, each attempt is cut off by the time limit, job itself still consumes
Start delay column in the checkpoint details shows nine minutes, sync and async parts are tiny, still the attempt is abandoned
Hudi writer: instants stay inflight, since the flink snapshot is aborted for taking too long under load
Uploading 300 GB full state to object storage cannot be completed inside the window, though storage gives no errors
Aligned phase is endless: one input channel delivered its marker long ago, the other one is stuck behind a jam
Kinesis Data Analytics: lastCheckpointDuration equals the maximum and numberOfFailedCheckpoints grows, app is slow but not failing
Incremental state upload was seconds, after the key explosion it's a quarter hour and gets aborted by the coordinator's timer
Recovery point objective breached: newest usable snapshot three hours back, attempts run but take longer than permitted
Interval one minute, each attempt lives its complete allowed lifetime, is killed by the timer and the next one starts at once
检查点一直卡在 98%，最后一个 subtask 迟迟不 ack，十分钟后超时失败
Snapshot upload to MinIO is rejected since the certificate of the bucket endpoint was replaced, processing itself goes on
OSS returns errors on multipart upload when the workers push their state files
HDFS quota for directory /flink is used up, snapshots die while writing, job continues to process
Service principal for ADLS has lost the contributor role, abfss writes of state come back with 403
All tasks acknowledged, but the master fails at the last step when it writes the manifest of the snapshot
Directory item limit exceeded in HDFS shared folder, no further state files can be created beneath it
ALERT snapshot_write_errors > 0 on every job of cluster B, bucket unreachable from subnet since firewall change
Connection pool of the s3 client exhausted while hundreds of state files are pushed at once, upload is aborted
Two runs with same id write into one snapshot directory, the finalizing step complains that the manifest is there already
Job alive, restore point ages, the log is full of upload failures to the bucket, what should I tell the storage team?
检查点写 HDFS 失败，NameNode 进入安全模式，作业还在跑但没有新的恢复点
State outgrew 5 megabytes and since then not a single snapshot works, we never set any remote directory
Worked in the demo with little data, with production volume the state handle exceeds the in-memory cap
Broadcast state with a 12 MB rules file makes each snapshot fail, storage type shown in config tab is JobManager
We set the path in flink-conf.yaml but on 2.0 it is ignored, so state is shipped to the master and it hits the memory cap
Flink SQL client session without any checkpoint directory, group-by job fails each save when result cardinality grows
MySQL CDC on a standalone cluster: list of finished chunks is too large for in-memory snapshots, no filesystem path is set
Alert: state save failing in dev cluster, per-subtask state 6.1 MB over the allowance of the memory-kept storage
State backend says hashmap, snapshot location says none; failing since traffic doubled, size message in bytes
Kafka source with many partitions plus union list state surpasses the small default cap for snapshots in memory
Snapshots live only in RAM of the master so they vanish with it, and now they are also refused for being over the maximum
状态超过 5MB，检查点全部失败，提示超过内存状态后端的最大值，没有配置 checkpoint 目录
The code compiles and unit tests pass, on the cluster it says that a method of a library does not exist
Two copies of the Kafka connector on the classpath, one in lib and another shaded in the application, job dies at open
Jackson clash: job runs from the IDE but the cluster loads an older databind
Scala 2.11 artifact mixed with 2.12 runtime, strange missing method on startup
Lambda can't be assigned to the function field when deserialized, jar is in lib as well as uploaded
Signature of a jar file is invalid after merging everything with shade, META-INF/*.SF not excluded
YARN ships hadoop libs through HADOOP_CLASSPATH and they override commons-cli, the CLI crashes with no such method
CDC connector "thin" and "sql" artefacts both installed, debezium classes loaded from two places
Final method overridden / abstract method missing because interface of the library changed between minor releases
Paimon jar together with Spark-shaded hive-exec leads to an incompatible ABI message during table creation
jar 包冲突，本地运行正常，提交到集群就报找不到方法
Worker pod vanishes without a last word in its log, kubelet reports the memory limit was hit and killed it
RSS staircase: resident size of the java process climbs 200 MB a day until the kernel reaper shoots it
Container memory 15.9 of 16 GiB while JVM heap max is just 6, who eats the rest outside Java?
Python worker processes next to the JVM take the remaining RAM of the pod and the orchestrator terminates it
Thread count of the process climbs to 30 000, native thread can't be created and limits are reached
YARN vmem check shoots our containers although physical usage is only one third
master pod was terminated by kernel for RAM, last state shows OOM reason, REST was down for a minute
Alert "container restarts > 3, reason memory limit" on deployment flink-sessionizer taskmanager
After each job restart the native footprint is higher than before, never given back, until the fifth restart kills the pod
Our limit equals process size precisely, page cache and malloc fragmentation push it over, so kernel steps in
TM 容器被 kill，退出码 137，堆内存使用正常，日志里没有任何 OOM 报错
Vault rotated the Kafka password last night and our stream has been turned away by the brokers ever since
mTLS client cert of the consumer ran out on Sunday, brokers close the connection during the TLS negotiation
IRSA role binding of the service account is gone, Kinesis read calls come back as not authorized
MySQL CDC user lacks replication client and reload grants, binlog reading is refused
Postgres CDC: role is neither superuser nor replication role, slot can't be created
MongoDB change stream not permitted for this user, missing read role on the database
Elasticsearch API key was revoked, bulk indexing gets 401 responses in all sink tasks
Confluent Cloud API key was deleted, every client of that key is rejected, job cycles
Pulsar source: token signed by the old key, broker says it's not allowed to subscribe
Audit log of Kafka shows hundreds of denied logins per minute from user flink-prod; job restarting all the time
Kafka 密码轮换之后 Flink 作业认证失败，一直重启
A single slot does almost everything, the other 31 sit around with nothing to do
Celebrity accounts make one worker melt, all remaining workers are bored
Partition 7 of the topic holds 70 percent of messages because the producer uses a fixed key, its reader trails far behind its peers
Only one node of five shows CPU, its slot owns the heavy tenant, remaining machines idle at 2 %
Cardinality of the key is just 6 but we run 24 ways wide, three quarters of the instances never get a row
Iceberg hash distribution on the day column: today's partition is written by one single writer, others empty
SQL count distinct with group by city: one aggregate instance burns, local-global optimization is off
PyFlink: one python process uses a complete core and the other processes are asleep after key_by
Imbalance alert: flink task busy ratio max 1.0 avg 0.08 on vertex SessionAgg
Multiple heavy source partitions assigned to one reader as count of partitions isn't a multiple of readers
数据倾斜，一个 subtask 处理了 90% 的数据，其他并发基本空闲
JVM can't reserve more NIO memory outside the heap, limit from the max direct setting reached
Netty refuses to allocate another 16 MB chunk, used equals max in its complaint, old gen is nearly empty
Worker fails when fetching large batches from brokers: socket channel read needs temporary off-heap buffers
gRPC client inside our async function leaks pooled buffers, direct usage is a straight rising line
Parallel multipart upload with the async netty client of the S3 SDK holds big part buffers, JVM direct limit gets hit
Grafana panel JVM direct MemoryUsed flat at its maximum, then process throws and restarts
Job starts OK, at traffic peak worker fails asking for a direct block, container RAM still has 3 GB free
At TaskManager start: could not reserve network segments outside the heap, size bigger than allowed direct memory
alert: direct buffer usage 97 % of MaxDirectMemorySize on taskmanager-4
Custom operator calls allocateDirect for each batch and never frees it, off-heap allowance is gone by evening
堆外直接内存不足，报 direct buffer 分配失败，堆内存还很空
Node's root filesystem has zero bytes free and state backend can't append to its sst anymore
Partition /data1 on the host is at 100 %, embedded store fails on flush, task dies
Leftover directories of dead attempts in the temp folder are never cleaned, host ran out of storage
Core dumps and hprof files of repeated crashes took the rest of the volume
Hash join spilling of a big table ate the NVMe of three hosts, job failed when it couldn't spill more
EBS gp3 volume of 50 GB for local state is too small, state incl. compaction leftovers needs twice as much
ALERT node_filesystem_avail_bytes < 1 % mountpoint /mnt/flink-tmp host tm-07
Blob cache directory on workers fills the system drive after lots of submissions
Beam artifacts staged in temp of every worker pile up till drive is full
Job runs nice for nine days then all workers report full drives together, state files on local ssd grew evenly
磁盘写满了，TaskManager 本地 RocksDB 目录占了几百 G，任务失败
Two RUNNING rows of orders-enrich in the overview, both started today, nobody knows which is the legit one
After disaster drill the pipeline stays active in both regions and each writes to the same table
Dinky submission of one SQL file launches two applications on YARN half a minute apart
Customers receive each notification two times, since 10:40 there are two application ids for the same pipeline
Ghost instance: the old YARN app lost its client but goes on, new app was submitted by the scheduler
Blue/green switch half done: blue still emits after green took over, consumer sees overlapping output
Which of the two identical runs should we stop? one began from a savepoint, another started empty
Postgres slot is active for another PID: a forgotten second copy of our CDC pipeline holds it
Monitoring: count of live jobs named "click-agg" is 2, expected 1
Beam launcher retried after deadline exceeded, portable runner now holds two pipelines of that name
同一个作业被提交了两次，现在有两个实例同时在跑，下游数据翻倍
The geocoding API behind our enrichment step takes 4 s instead of 80 ms, whole stream crawls
Postgres target is vacuuming and our writer waits for commits, no CPU used on our side
Snowflake or BigQuery ingestion endpoint throttles us with quota errors, writer backs off, delay grows
StarRocks stream load gets slower and slower: too many tablet versions, compaction score high, writes time out
Elastic cluster yellow, its write queue is full, indexing requests return 429 and get retried
Hive metastore takes minutes to respond, Iceberg commits hang, writers idle meanwhile
Oracle logminer queries take 15 minutes since the database is overloaded, CDC delivers in spurts
After we raised parallelism the CRM endpoint broke down entirely, now all lookups come back 503
PyFlink udf calls requests.get for every row and partner site answers slow, python workers wait on network
HTTP sink: target service deploys at noon, connection resets for five minutes, tasks fail and recover repeatedly
维表关联的数据库响应很慢，异步请求全部排队，Flink 自身 CPU 很低
JVM reached Xmx on two workers, collector runs non-stop and reclaims next to nothing
Worker freezes for 40 s, log of the collector shows stop-the-world pause, then master considers it lost
Dump histogram: 60 million HashMap nodes owned by our ProcessFunction's static cache
Broadcast join with a 3 GB table: every slot holds its own copy on the heap and the worker collapses
Paimon sort buffer plus many writers in a slot exceed task heap, collector pressure at once
CPU is 100 % on the worker but throughput is nil: nearly all time goes into collection
collect-list / LISTAGG in SQL builds enormous strings, worker dies with out-of-memory inside Java
Batch read of a big Hive table: split listing and buffers exceed worker heap at start
Serialised accumulator of the aggregate grows to hundreds of MB per key, copying it blows Java memory
Kinesis Data Analytics: heapMemoryUtilization at 100, oldGenerationGCTime is rising, app restarts
TaskManager 频繁 Full GC，老年代回收不掉，心跳超时后任务失败
Launching the streaming app blows up on the client side within two seconds; nothing ever gets handed over to the cluster.
Our launcher can't find the properties file it wants to read at startup, so the driver program bails out before building the DAG.
PyFlink script dies with a traceback on the client, pip module imported at the top is broken, no job appears on the dashboard.
EMR step fails after few seconds, the client stderr shows my own check "input path must be given".
Job graph generation crashes: a lambda captures a logger or a connection that cannot be pickled/serialised, so start is denied.
Alert: FlinkJobStartFailed - cluster entrypoint exits 1 because user program crashed before env.execute was reached.
Upserting into this table needs a primary key, planner says so and the statement is thrown out before anything runs.
Flink CDC yaml pipeline is refused by the composer at parse time, wrong route definition, no task got started.
All my code lives under an if branch that is false in staging, so the program ends with an empty plan and no job.
Airflow operator marks the deploy task red: jar starts, prints help text about expected options, ends without creating a job.
提交作业时客户端直接报错退出，main 方法里抛异常，Web UI 上根本看不到这个任务
Dashboard takes half a minute to load each page, master process is pegged on processor while workers are idle.
Session cluster with 400 small SQL queries: starting number 401 spins, then the client reports the dispatcher gave no answer in time.
Driver container runs out of Java heap because it keeps thousands of finished jobs and their execution graphs for the history page.
The snapshot coordinator needs minutes to finalise because the metadata file is over a gigabyte and is assembled in master memory.
collect() or a huge accumulator comes back to the client and is refused since its size is over the permitted message limit.
Every evening Airflow fires 60 batch submissions at once and the leader stops replying for some minutes, recovers by itself after.
Hudi write coordinator with its metadata lives in the JM, its Java heap climbs until the UI hangs, workers unaffected.
Deploying tasks to dozens of different machines each hits the 10 s call limit, all sent from one struggling coordinator.
Beam portable job server submits a plan of 40 MB and the cluster's dispatcher chokes on it.
Checkpoint history set to 1000 entries, now each web request serialises megabytes and the driver's memory creeps to its ceiling.
JobManager 负载太高，Web UI 打开很慢甚至打不开，但是 TaskManager 都正常
We were down over the long weekend, topic keeps only two days, now the consumer asks for messages already purged.
Kafka team shortened cleanup time to 6 hours yesterday, our lagging job's next record had been removed before it got there.
After the restart it replays the entire topic from the beginning because the saved position was invalid and reset policy is earliest.
Unclean broker election truncated the log, our bookmark is now past the tail of the partition.
Oracle logminer CDC: archived redo log holding our SCN was deleted by RMAN, start from state fails each attempt.
Pulsar or RocketMQ source: backlog quota dropped messages before our job was back, the saved cursor position is illegal.
Data consumer here: yesterday 14:00-19:00 completely absent in the warehouse after you guys resumed a paused job.
StarRocks table has a hole of several hours that begins when streaming was suspended and ends at Kafka's oldest message.
SQL job with scan.startup.mode group-offsets stops at start: no stored progress for this group, nothing told what to do instead.
Consumer group progress expired on the broker after 7 idle days and job without snapshot does not know where to start.
作业停了几天再从 checkpoint 恢复，kafka 里的数据已经过期被删，位点不存在了
Downstream service with committed-only isolation receives nothing for an hour, plain console consumer shows fresh messages fine.
Kafka's stable point on partition 3 is pinned behind a dead producer's unfinished batch.
Changed the sink's transactional prefix in the last release, the earlier prefix still has something open and readers hang behind it.
Alert: LSO lag on partition payments-out-5 over 2 million, high watermark rising, writer job deleted.
Second Flink job that reads with committed isolation idles with zero records in, source topic obviously gets traffic, upstream writer is dead.
Scaled the writer from 20 to 5 subtasks by a fresh start without state, transactions of the former subtasks 5-19 stay open.
Records hidden behind a zombie producer session, end offset and visible end offset differ by a constant amount in two partitions.
Job FAILED for good at night; since then data warehouse loader (committed reads) shows flat line while input to topic continues.
Doris routine load from the topic shows no new rows as it reads committed only, and the exactly-once writer was shut off uncleanly.
Old stable offset has stood still for 5 hours on half of the partitions, exactly since the EOS job was torn down.
写 kafka 的作业被 kill 掉没有恢复，遗留一个未关闭的事务，下游读已提交的消费者一直卡住
Output topic is short by exactly one snapshot interval after the long outage; pipeline itself is green and has no errors.
Reconciliation alarm: source events 1.2M, committed result messages 1.17M, difference sits around last night's downtime of the writer.
Copy-pasted a job including its id prefix for transactions, since then both copies complain about an outdated producer epoch.
Logs show "most likely aborted for some reason" at ERROR for several subtasks, but dashboard all green, worried about missing rows.
Staging was accidentally pointed to production brokers with the same sink name, production writer lost its epoch and its batch vanished.
Checkpoint took longer than the lifetime of the open batch on the broker, so the batch was aborted prior to commit, data hole.
Kafka coordinator bumped epoch of our producer in the night, sink says old generation, restart loops while committing pending work.
Kafka upgrade wiped the transaction state log, now on each recovery the sink cannot conclude remembered writes, mapping of the id unknown.
Beam KafkaIO exactly-once sink on Flink lost a bundle as its producer got superseded by a newer instance.
Restoring from an earlier retained checkpoint prints that commit of old transactions was rejected, possible double or lost batch?
exactly-once 写 kafka，作业停机超过一小时后恢复，部分数据丢了，事务已经被 broker 回滚
First time we set delivery to exactly-once, sink won't initialise; broker says requested transaction lifetime exceeds its ceiling.
Moved to Confluent Cloud and now the producer with exactly-once is not admitted, its transaction duration is bigger than the provider's limit.
Property for the sink's transaction expiry is 3600000 by default; broker's upper bound 900000; which one should be altered?
Set transaction expiry to 24h so that weekend outages are survived, brokers answer invalid value and job cannot come up.
Aiven/Redpanda cluster caps transaction time at 15 min, Flink default wants one hour, so sink init breaks.
PyFlink KafkaSink builder with exactly once, nothing else configured, fails on launch with larger-than-max message from the broker.
After migration to a new Kafka cluster with stock settings, all exactly-once jobs refuse to start, at-least-once ones are fine.
How do I pass a shorter transaction duration to the Kafka table sink? broker only accepts up to a quarter of an hour.
Deployment turns red after 4 seconds, only the sink vertex is failed, reason: time for transactions configured over server cap.
Restarting makes no difference, each attempt exactly-once writer is declined with same complaint on too long transaction limit.
kafka sink 改成 exactly-once 后启动就失败，提示事务超时时间大于 broker 允许的最大值
Rolling upgrade of the message brokers tonight and every streaming app flaps, coming back only after the last broker is up.
Bootstrap works from my laptop but from inside the pods brokers announce internal hostnames nobody can resolve.
CoreDNS in the cluster hiccuped, broker names did not resolve, all Kafka jobs turned red at 03:12 and recovered later.
Sink can't flush: batches expire because the brokers don't acknowledge within two minutes, output stands still.
Client log is flooded with warnings that the broker may not be available, then the reader aborts and the job restarts over and over.
Transaction coordinator doesn't respond, initialising producers hangs for 60 s, while plain network to another broker is ok.
New network policy in the namespace blocks egress to the brokers, only pods there cannot consume, other namespaces fine.
KDA app in private subnet without route/NAT to the brokers: it starts, zero records, then times out fetching metadata.
SQL table over Kafka returns nothing and then errors as the brokers refuse TCP connection, ping works but port is closed.
Schema of hostnames changed from broker-x.old to broker-x.new, advertised names still the former, jobs fall over after bootstrap.
kafka 集群挂了两台，flink 作业连不上 broker 一直重启
Hourly sums come out a few percent too small; the missing events turn up after the window was already closed.
Dropped-late counter climbs like a staircase since the gateway firmware update, job otherwise green.
Backfill of old partitions runs together with the live stream, the historic rows never show up in the aggregates.
Out-of-orderness bound of 5 s is too tight, partner feed regularly arrives 40 s behind, rows omitted from tumbling results.
In Flink SQL TUMBLE result lacks rows; watermark defined as ts minus 1 second, source is more disordered than this.
Alert: late_records_dropped rate 800/s on operator SessionAgg (normally 2/s), no lag, no restarts.
One partition consumed much faster than others without per-partition clock, slower ones' events got skipped as outdated.
NTP broke at a vendor: events stamped 15 min ahead push stream time forward and everybody else's become stale.
Iceberg hourly table is missing stragglers; rows exist in the raw topic with event time 10:58 and broker arrival at 11:09.
Windows fire right away and only with the first few elements, later elements of that period never get in.
窗口统计结果比源表少，迟到的数据被丢弃了，作业没有任何报错
Node hosting the master was drained during the EKS upgrade, a new master came and all pipelines were re-initialised at 02:10.
etcd / API server was sluggish for a minute and our active master stepped down.
Active/standby flip-flop: both masters keep taking turns, jobs cannot stay up longer than a few minutes.
YARN started a second application attempt, AM container of the first was gone, all jobs recovered from last snapshot.
The driver process was OOM-ish? No, GKE preempted its node; since then a fresh coordinator with new start time responds.
Split brain suspected: two masters both claim they are in charge, workers reject messages carrying an outdated token.
TaskManagers say the connection to JobManager is lost by missing heartbeats, then they all re-register with another address.
Coordinator's long GC pause outlasted the lease, role was handed on, and every pipeline did a recovery.
KDA says application was patched by AWS: new coordinator, short downtime, records reprocessed from last snapshot.
Hot standby kicked in but workers took minutes to find it, as leader address in the HA store was stale.
JobManager 发生主备切换，集群里所有作业同时重启
After about forty submissions the shared cluster can't take any more, the class metadata area of the JVM is full.
Every Beam pipeline we send to the same session leaves its user class loader behind, tenth one kills the master.
Number of loaded classes per worker goes up from 15k to 300k over a week, unloaded count remains 0.
Job in crash loop for hours, then suddenly another error: no room for class definitions, executor process exits.
MaxMetaspaceSize 256m is reached on the first start already, our uber jar has 60k classes, limit is too low rather than leak.
Alert: NonHeap class memory > 95 % on all executors of the session, job count stable but redeploys frequent.
Log4j / Prometheus client holds static reference to our objects, so old code versions pile up in the JVM.
Deploying through REST hangs on the 20th time as running user main in the dispatcher process left its classes in there.
We get an illegal state message about a user class loader being shut, after restart of the job inside the same worker JVM.
Ververica session cluster needs weekly recycling as class memory creeps up with every deployment start/stop.
session 集群反复提交任务后元空间溢出，TaskManager 直接退出
Runs in IntelliJ, on the cluster it dies as a library isn't in the artifact we built.
Reading from s3:// is impossible, scheme not recognised, looks like no filesystem implementation is installed in the image.
Maven marked the Kafka client as provided, thus artifact ships without it and the source can't be instantiated.
Hudi bundle for Flink isn't in the lib dir, writer function cannot be loaded by executors.
Beam portable job fails as expansion service's Java transform isn't contained in the staged artifacts.
ServiceLoader entries got overwritten in the uber jar so table factories vanish, though the .class files are inside.
SQL function registered but the worker claims that its implementing Java type does not exist on its path.
Plugin directory empty after Dockerfile refactor, checkpoint dir with abfs/gs scheme isn't understood by anything.
Gradle build with implementation vs runtimeOnly mistake, deployed application lacks transitive library and crashes at open().
hey we add flink-json to pom with scope test, on prod it says no factory for json
部署新包后启动报找不到类，本地运行正常，集群上缺依赖
Bumped parallelism from 32 to 128 and tasks crash while being deployed, the exchange memory segments per worker don't suffice.
Autoscaler doubled the job and since then it can't start: pool for data exchange between tasks is depleted.
Big UNION ALL of 60 CDC tables in one statement set won't deploy, the segment count for exchanges is below what is required.
SQL with twelve joins generates so many exchanges that each executor is short of segments when tasks switch to initialising.
Tasks hang in INITIALIZING then fail after 30 s waiting for dedicated input segments on the receiving side.
KDA with parallelism 64 and parallelism-per-KPU 8 complains on too little space for channel exchange at start.
Error lists three config keys under taskmanager.memory.network to increase, only appears after we doubled subtasks.
Requested usage of the exchange pool shows 130 %, newly scheduled tasks on those executors go down at launch.
Broadcast stream to 500 downstream subtasks breaks on the start as the sending executor can't allocate subpartition segments.
hi, job was ok with p=10, with p=40 "insufficient" buffers thing, heap is half empty, slots are free
并行度调大之后作业启动失败，网络缓冲区数量不够
After five minutes of waiting the application gives up: cluster couldn't offer places for its subtasks.
Namespace ResourceQuota exhausted, Flink asks for extra worker pods but API rejects them.
23 CDC statements sent to a session with 12 places, the latter eleven remain pending forever.
Spot market has no instances of this type, lost executors aren't replaced and job idles in RESTARTING.
GPU nodes required by node selector/taint don't exist, worker pods hang in Pending.
Adaptive scheduler stuck in WAITING_FOR_RESOURCES, desired workers haven't shown up.
Ververica: deployment in STARTING, says cluster resources are too few, CU quota of the workspace used up.
Worker memory request enlarged from 8 to 20 Gi and now no node is big enough for them, pipeline waiting.
Hudi/Iceberg writer job at p=40 cannot get going, allocation of executors times out in EMR as the core nodes are full.
Job status shows SCHEDULED since 20 min, zero subtasks running, nothing logged but waiting for allocation, what gives?
作业一直处于 CREATED 状态，可用 slot 为 0，等五分钟后超时失败
kubectl get flinkdeployment shows MISSING, no master Deployment in the namespace, controller keeps saying it won't restore without HA data.
CR spec updated two hours ago, status still UPGRADING, nothing is deployed, controller waits for an upgradeable state.
FlinkDeployment CR without a JobManager deployment after the cluster upgrade, reconcile loop logs recovery failure each minute.
Controller event: cannot restore, HA metadata gone, possible the job terminated; do we point initialSavepointPath somewhere?
Custom resource says READY=false, job status RECONCILING for ever, no master pod exists and no replica set either.
observedGeneration is behind generation for a day, controller stays idle on my yaml change while pipeline is down.
Alert: FlinkDeployment orders lifecycle=FAILED and jmDeploymentStatus=MISSING for 10m, no pods, reconcile error set.
Blue/green migration between namespaces: resource copied over, without HA records the controller doesn't start it.
GitOps reverted the CR while upgrade was mid-way, deployment torn down, not brought up again by the controller.
my flinkdeployment say UPGRADING whole day, kubectl get pods empty, operator log "waiting for upgradeable state"
operator 显示 jobManagerDeploymentStatus 为 MISSING，不会自动拉起，要求手动恢复
Receiver subtask asked its sender for data, sender's intermediate output wasn't registered yet, job bounced once at start.
Batch stage two can't read the blocking output of stage one, worker that had it released it already.
Slow image start on half the executors: sender subtasks still DEPLOYING while receivers are RUNNING and fail for absent intermediate data.
Upstream's open() takes a minute for loading a model; the downstream gets tired asking for its output and takes the job down.
Job flaps exactly on startup with message on a hash#number id that cannot be located on the producer side's executor.
Beam batch on Flink: shuffle read reports missing intermediate output after an executor went idle and was freed.
Increased parallelism to 1000, startup race between both ends of the exchange shows up each time, raise the request back-off?
Coordinator was slow to deploy: sender tasks got their deployment a half minute after receivers, which failed waiting.
Speculative execution cancelled an attempt whose output the downstream was about to fetch, fetch answered with unknown id.
Paimon/Hudi streaming graph at p=256: first attempt each deploy always red on the writer tasks, they can't reach the bucket-assign output.
作业刚启动时下游任务先起来，请求上游的结果分区找不到，重启一两次就好了
Single broken event takes the entire stream down, replay from the snapshot meets it once more, endless.
Value too long for the varchar column in the target table, job can't get past that element.
Doris stream load returns that a row was filtered for bad quality, exceeding the ratio, pipeline falls over and again same batch.
HTML error page landed in the topic instead of JSON, decoder chokes on first char '<'.
Division by zero / index outside array in the map function for just one weird order, reprocessed forever.
Debezium envelope without "before" field for one update; changelog format declares it corrupt and stops.
Paimon CDC writer waits forever for a schema update since one event carries an unconvertible date.
Alert: same stack trace, same offset 99120431, 30 restarts in an hour, parse function.
ClickHouse sink can't parse input for one row with a wrong enum text, batch is retried and fails again.
Partner sent a file with one line having 17 instead of 18 separators, streaming file source dies on it.
有一条脏数据解析失败，作业反复重启，每次都卡在同一个 offset
Producer keeps bouncing one oversized envelope, about 3 MB of JSON; the pipeline falls over at the writing end and replays the very same event forever.
We enabled zstd but the client still refuses to send, it seems the length check happens uncompressed, before compression.
Job was fine for months, then the basket of a wholesale buyer with 40,000 positions became too heavy to publish to the topic.
Dashboard: bytes out per message climbed from 200 KB to 1.1 MB over a week, then the writer died with a length complaint.
Upserting into MySQL breaks because the statement packet is bigger than the server permits, the batch of rows is simply too wide.
Elasticsearch bulk call comes back with entity too large from the nginx in front, our bulk body is over its permitted length.
Same key each time: the profile with the giant tag list. Everything else passes, but that giant is turned away by the broker and takes the app down.
PyFlink script writing model embeddings to kafka crashes, vectors as text are huge and the limit per message is hit.
Azure Event Hubs over the kafka protocol: our output is cut off since an event weighs more than 1 MB, the tier does not permit it.
The segment of the target topic is configured tiny, so a whole produce batch is longer than a segment file and is turned down.
单条消息太大，写入Kafka时被拒绝，作业反复重启还是同一条数据
PAGE: fraud-scoring restarted 41x in last hour, still listed as RUNNING, no single root cause visible
On the overview the job looks healthy, but its uptime resets to zero every couple of minutes and the attempt number is already 187.
Grafana panel with uptime looks like a saw blade since midnight, lag grows with each tooth.
Consumers complain they get the same hour of events over and over: the job replays after every crash, and no snapshot completes between two crashes.
After the maintenance window the stream is unsteady: tasks come to life and are torn down in waves, no pattern that we recognise.
The attempt counter in the UI is in four digits, nobody noticed because state was RUNNING whenever somebody looked.
PyFlink job re-launches nonstop, Python worker logs show nothing clear and each round ends with another message.
StreamPark shows the task as RUNNING, then as RESTARTING a minute later, then RUNNING again, alternates like this since Friday.
Hudi ingestion: commits are rolled back nonstop, since the streaming writer is torn down and redeployed every few minutes for varying reasons.
Unstable after go-live: it survives between 10 seconds and 5 minutes, then a full failover, irregular, nothing obvious.
作业一直在自动重启，状态在RUNNING和RESTARTING之间来回跳，找不到根本原因
CRITICAL: payments-stream terminated as FAILED 03:14, retry budget used, will not come back without a human
The network is fine again since an hour, but the stream did not resume, it had already surrendered.
The failure-rate policy (3 in 5 minutes) has been overrun and Flink declined any further recovery.
Kubernetes application-mode cluster shut down after the final attempt, pods are gone, only the retained checkpoint is left.
EMR step ended as failed after the stream ran out of its allowed recoveries, the Kinesis input behind it is OK now.
Flat line at 0 on all charts since 02:40; the job is not cycling any more, it has simply ended in a failed terminal condition.
After DNS outage: 14 jobs are dead in the session cluster, each has consumed its permitted tries. Which may be relaunched?
Dinky shows the task as FAILED and it stays like this; the outage at the source was short, retries were three.
The message says recovery will not be tried any more, because of the configured strategy. What has to be done by hand?
Paimon writer ended as failed because HDFS namenode switched; the tries were over before the standby took over.
重试次数用完，作业最终失败，没有再自动拉起，数据库早已恢复
Embedded key-value store on the workers cannot merge its files quickly enough, and the stateful operator crawls.
Process has reached its limit of open handles; the state store keeps thousands of small table files open per slot.
Write stop inside the state engine at peak hour, memtables are full and flush waits for the slow volume.
After scaling from 8 to 12 the tasks clip and reinsert key ranges into the local store, this takes ages.
State of a big join no longer fits the block cache, every read goes to the drive, hit ratio sunk to 20 %.
Hello, our operator with big valuestate very slow, cpu not high, disk read very high, is state backend tuning need?
tmp on a remote Ceph volume is used as working dir of the state database, random reads kill us.
Timers are stored in the disk-based store, and firing them by the million at the full hour makes the drive the bottleneck.
Enlarging parallelism on the same hosts made it worse, more db instances now compete for one drive.
Bloom filters are off, each point lookup touches many files on several levels, and reads per event explode.
状态后端读写太慢，磁盘IO打满，compaction跟不上，算子吞吐掉了一半
I press "trigger savepoint" in Dinky and get an instant error, no request id comes back; the destination folder was never defined on the yarn session.
REST call to create a savepoint gave 202 and an id; polling that id after the master failover says it never heard of it.
ALERT: nightly savepoint cron - request rejected immediately, 0.2 s, job unaffected and still processing
Poll for the outcome came too late (more than five minutes), the answer had already been purged, so we do not know whether the savepoint exists.
please help, savepoint command give back error 400, parameter for target folder is required, where we must set it?
After JobManager pod moved to another node, the id we got for the on-demand snapshot leads to page not found.
We only want a copy of the state on S3 by hand, not to stop anything; the request is turned away in a second with no upload being tried.
Triggered it from the Airflow operator: http 404 on the status url, although creation had been acknowledged a minute ago.
The button in our platform for "create snapshot now" ends with rejected; reason: one vertex is deploying, another is scheduled.
Python client posts to the savepoints endpoint and receives bad request, body lacks the mandatory folder.
手动触发savepoint直接报错，没有配置savepoint目录
The central catalog of Avro definitions is down for maintenance, and every message of the topic fails to decode with a connect problem to port 8081.
Producer team switched the payload from avro to plain text JSON without notice, our decoder expects the 5-byte prefix and finds a brace.
User of the pipeline has no right to write the subject in the registry; Confluent Cloud says access denied for the sink's value definition.
Certificate of the registry host is not trusted by the workers, TLS handshake with it fails, kafka over TLS is good.
After the rename of a record namespace the writer and our generated class do not resolve any more, all partitions are affected.
Debezium connector restarted with another converter (JSON instead of Avro), all downstream Flink SQL tables broke together.
ALERT: avro decode failures 100 % on topic customer.v2, contract changed 09:31 by team CRM
Basic-auth user for the registry was rotated, the table DDL still has the old one and gets unauthorized from it.
PyFlink table with avro-confluent: first poll already fails with a wrong leading byte, the messages come from an old Spark job that writes bare Avro.
Hudi streamer and our Flink app both fail since the contract's evolution was forced with compatibility NONE.
上游改了Avro的schema，新增字段没有默认值，我们消费端全部解析失败
Changed a field of the class we keep per key from int to long, and the new build cannot read its predecessor's state.
Scala case class got one more parameter and the resume from the last snapshot stumbles over the format of the stored values.
Key type of keyBy changed from String to a tuple, and the coordinator tells us that key formats cannot be migrated.
Restore of the rolled-out build stops in open() when it asks for its MapState handle, incompatible codec is the message, topology untouched.
Java to Kotlin conversion of the model classes: fields look the same, but the bytes on disk can no longer be interpreted.
Flink SQL upgrade to another minor version: internal row format of the aggregate buffer differs, state is found but refused.
Kafka connector upgrade: the writer's state version in the checkpoint is unknown to the new jar and the resume aborts.
Beam pipeline update on the Flink runner: coder of a stateful DoFn was changed, restored bytes do not decode.
Underflow / unexpected end of bytes while reading one of the states on recovery, just after the model class was edited.
Thrift type fell back to generic handling silently; months later the library was updated and nobody can read the old values.
改了ValueState里实体类的字段类型，从savepoint恢复时报状态序列化器不兼容
Bucket expiry policy (30 days) swept away pieces that the living incremental checkpoint still needed, now nothing comes up.
The ConfigMap of high availability refers to checkpoint 9213, yet in object storage the newest directory is 9100.
S3 answers NoSuchKey for one of the state pieces during recovery, the rest of the folder is present.
Cross-region move of the bucket: paths inside the metadata are absolute and point to the old bucket that is gone.
Role of the new cluster is not permitted to read the old savepoint folder, so resuming ends with forbidden although the objects are there.
Operator keeps trying lastSavepointPath from status, and this path was disposed last week by savepoint history cleanup.
Restoring after outage: one sst in the shared folder is absent, older retained checkpoints lean on the same piece.
Last known good state cannot be located: backup restored to another prefix and the recorded path leads nowhere.
MinIO was reinstalled, bucket "flink" is empty, and now JobManager crash-loops since it cannot load what HA tells it.
Does Flink accept a copy of the savepoint folder? After copying only half of the files it says some of them do not exist.
指定的savepoint路径不存在，启动作业时找不到_metadata文件
kubectl shows our nightly backup object of the streaming app with phase failed, error column filled, attempts used up.
GitOps pipeline waits for the flinksnp object to become complete, and it hangs at pending, since the referenced deployment was suspended.
jobReference in our yaml pointed to a session job that does not exist in that namespace, the object went nowhere.
Since we have the new helm chart, service account may not list or create flinkstatesnapshots, so backups via CR are broken.
Is data deleted from S3 when I remove failed backup objects with kubectl? There is disposeOnDelete true in them.
ALERT KubeEvents: 12 state-backup objects in error, namespace streaming-prod, created by the operator's periodic trigger
History cleanup by the operator seems to delete backup CRs that are still running, then status patching breaks.
CRD for the state object is not installed in this cluster, operator log says no matches for kind, and upgrade savepoints are not recorded.
We deleted the FlinkDeployment before its backup object ended; now the object is without owner and is abandoned.
The manifest with spec.savepoint.path to a bucket without write permission: its status went from in progress to failed.
operator创建的快照资源状态变成FAILED，重试次数用完了
Checkpointed data size is a straight ramp on the dashboard: 20 GB in May, 210 GB today, traffic flat.
Snapshot volume rises by 3 GB a day, weekend or not; we will hit the volume's end in two weeks.
COUNT(DISTINCT device) GROUP BY day: finished days are not dropped from what the job retains.
We register a timer per session and forget to delete it, number of timers is in the hundred millions and mounting.
Global window with a custom trigger never purges, it keeps all elements since the beginning.
Top-N / ROW_NUMBER query without partition expiry keeps all the keys, storage needed grows with each new SKU.
my state is bigger and bigger each day, how i can clean old key? i do not want keep data older than 7 days
PyFlink process function appends to a ListState per key and no clear is called anywhere, per-key lists are endless.
Old tenants were off-boarded half a year ago, their counters are still contained in every snapshot.
Temporal join versions of the dimension are retained too long as the retention time is idle-state 0 = forever.
状态越来越大，检查点从几百兆涨到几百G，流量没有变化
We deleted the dedup step from the pipeline and now the new jar won't take over the savepoint, it misses a home for leftover state.
SQL job: added one column to SELECT, plan looks different, job is refused when resumed from yesterday's checkpoint.
Flink 1.15 to 1.18 with SQL: planner makes other operators, so the saved state does not line up with the new graph.
Removed a Kafka source and replaced it by Pulsar; the start insists on the offsets' owner that is gone from the graph.
Blue/green rollout: green cannot pick up blue's state since a join was turned into two joins.
Chaining was disabled for one step; ids are auto-made, thus the saved pieces cannot be assigned.
Beam on Flink: transform names changed in the refactor, runner cannot match them with the ones in the savepoint.
Statement set: dropped one INSERT out of five; the saved sink writer state of the dropped one blocks the start.
Submission rejected on resume: saved operator hash 7df1 unknown to this build. Rolled back, OK.
Parallelism lowered and raised before, fine; this time beyond the ceiling recorded in the snapshot, refused.
删掉了一个算子之后从savepoint启动失败，提示新程序里没有这个算子
Graceful stop went half through: export of state was written, but then a sink threw on close and the app ended as failed.
StreamPark "stop with savepoint" ran more than a minute, UI timed out, and shows failed while the job later really ended.
Stop was requested, the export did not complete as one task died meanwhile, so the app recovered and processes further.
The upgrade by the operator is stuck halfway: savepoint was made during the suspend step, the job errored while closing.
hello, after "flink stop -p s3://..." the savepoint is ok but job is not finished, it is failed state, we lost something?
Iceberg committer errored on the last commit, in the shutdown phase following the savepoint, table lacks the final batch.
The legacy cancel -s returned failure and the pipeline still works as before, the combined command was not carried out.
Sources did not end when stop was requested (legacy source function ignores it), command never came back and the app runs on.
Kafka transactions from the final epoch hang open after the unsuccessful graceful shutdown; broker will drop them within the hour.
REST /stop operation: completed with failure cause, job status FAILED; a location is contained only in the text of the cause.
停止作业并做savepoint，savepoint写成功了，但是作业在停止过程中失败了
Clicked cancel forty minutes ago, spinner still turns, job remains in an in-between state and is neither gone nor working.
Infinite while(true) in our custom source ignores the running flag, app cannot be killed from the UI.
Worker process kills itself three minutes after each cancel, and neighbours on it are taken down as well. Why?
ALERT job in CANCELLING > 15 min: geo-enrich, 1 subtask left
please how to force kill job? we cancel and it say canceling, but never canceled, one hour already
Hudi compaction runs inside the task and cannot be interrupted, so cancelling the writer waits for the whole compaction.
Log repeats every thirty seconds that one task does not answer the interrupt, with always the same stack below it.
HBase connection shutdown loops with retries after cancel; region server is down, task can't leave.
Beam DoFn teardown on the Flink runner blocks on a thread pool's awaitTermination, pipeline cannot be drained or aborted.
Fatal message on executor: task could not be ended in the allotted time, so the JVM is halting. Happens at each abort of this job.
取消作业后一直停在CANCELLING状态，槽位不释放
One of the executors fell off the cluster at 03:20, its twelve tasks were redeployed elsewhere.
No sign of life from a worker for over fifty seconds, coordinator declares it dead and reassigns.
JVM of the worker crashed with a segmentation fault in a native compression library, core file on the host.
Peer closed the TCP channel in the middle of a shuffle, other side's process is gone.
hi, our taskmanager is always offline after some hours, log is just stop without any error, what can be the reason?
Liveness probe killed the worker container as it did not answer under load, exit code 143.
Worker reports as "disconnected" then registers anew under a different id, tasks that it had are failed.
Pod of a worker was deleted by someone with kubectl, or by the descheduler; job failed over once, all is fine since.
Network switch in AZ c rebooted: workers there had no contact with the master and the remaining peers for four minutes.
After a rolling node-pool upgrade on GKE every pod of ours was moved one by one, a failover for each.
TaskManager心跳超时掉线了，所在机器宕机，任务自动切到别的节点
Events flow in at 5k/s and the hourly counts are not written, nothing is red, the output is simply mute.
Event clock of the job is frozen, because three of twelve partitions have been empty since the weekend.
Test topic with few messages: last window always remains open till someone sends another event with a later timestamp.
MATCH_RECOGNIZE / CEP pattern with timeouts never outputs, timers do not fire as the clock of one input does not progress.
Kinesis shard after a reshard is closed/empty and the app's hour totals stop; records in are normal.
i use event time window with kafka, apply() function never called, no error in log, processing time window works good
Alignment group: fast partitions are paused as one slow reader lags ten hours behind, fetch rate is nearly nothing.
PyFlink: our TimestampAssigner always returns 0, so on_timer is never invoked and the output topic stays empty.
ALERT event-time lag on sessionizer grows 1 s per second, input rate ok, output rate 0
SESSION windows are not closed for hours, because time stands still on one channel; memory of open sessions gets bigger meanwhile.
窗口一直不触发，数据正常进来但没有结果输出，水位线不推进
Our CI moved to Temurin 21 and since then the cluster on 17 will not load a single class of our artefact.
Worker containers die in the first second: the VM flag for CMS collector is not known to this Java.
Hudi bundle compiled for a newer Java than the one on YARN nodes, submit from client works, containers fail.
Someone set our own java opts in the deployment yaml, and that wiped the built-in list of opened packages.
JVM refuses to boot: option UseParNewGC / MaxPermSize is obsolete and was removed from that Java generation.
Maven target not set after the parent pom upgrade, so the compiler took its default of 21, cluster has 17.
Flink CDC 3.x pipeline on an old OpenJDK 8 machine dies on startup since bytecode of a dependency is too new.
Kotlin jvmTarget 21, runtime 17: first user class can't be loaded on the executors.
ByteBuffer method resolved differently: built with 9+ without release flag, run on 8, flip or position is not found.
Which JDK is really used by the containers? java -version on the edge node says 17, executor log says 1.8.
作业用JDK17编译的，集群是JDK8，提交后类文件版本不支持
rocksdb write stall in the state backend, compaction is falling behind and the tasks wait for it
compaction is falling behind, write stalls block the task threads
`;
