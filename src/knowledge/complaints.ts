import type { Complaints } from './sop-finder.ts';

/**
 * How operators complain of troubles of Flink, many of them from public threads and told again, one complaint per line, by the id of the
 * shipped procedure for it. They are voices of
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
With automatic scaling enabled every one of our jobs is rescaled more than twenty times a day as traffic goes up and down, and each time it has to restart.
While the job is catching up the autoscaler scales down some underutilized vertex, the restart builds up even more backlog and we end up in a vicious cycle
operator autoscaler: rescaling storms and flapping under bursty load, how do I calm it down
autoscaler rescales our job more than 20 times a day - as soon as source traffic dips it shrinks the job, then it has to grow again
autoscaler rescales each job more than 20 times a day
scale down while processing backlog triggers a restart and even more backlog, vicious cycle
autoscaler scales down and up frequently, fluctuation of parallelism
quick downscaling by the operator autoscaler with default settings, job is redeployed all the time
Whenever the traffic goes down a bit the autoscaler immediately takes resources away and later has to give them back, so each of our jobs gets rescaled more than twenty times a day.
While the job is still catching up on its backlog the autoscaler shrinks vertices it thinks are underused. That restarts the job, makes more backlog, and the circle starts again.
The automatic scaling takes a vertex which is 100 % busy and shrinks it to the bare minimum instead of adding to it.
Our topic has 13 partitions. The autoscaler first wants to go up, the next round it turns the other way, then it overshoots the target by far.
autoscaler changes the parallelism up and down many times a day and every time the job restarts
scaling is flapping
frequent rescaling by the operator autoscaler whenever traffic changes
when source traffic goes down it scales in right away, so every job gets rescaled more than 20 times a day
while the job is catching up on a backlog the operator scales down some underutilized vertices, that restarts it and makes even more backlog, a vicious cycle
kafka source with 7 or 13 partitions: scaling decisions overshoot the target, go in the inverted direction or are silently cancelled
Autoscaler rescales many deployments at the same moment, all pods are given up and requested again, k8s gets unallocatable pods and the node autoscaler adds nodes we don't need. Lots of cluster churn
Flink autoscaler marks scalings as ineffective although they worked, the expected processing rate is computed before the parallelism is capped by max parallelism / partition count
flink autoscaler decisions are off when throughput is spiky, non-source vertices get scaled from wrong rate estimates and a lag spike is diluted over the window
We enabled the autoscaler for some production jobs with adaptive scheduler, each one rescales 20+ times a day, every time there is downtime and lag to catch up. Want lazier scale down
reactive mode with k8s HPA: it takes away a taskmanager when cpu drops, job stands still ~50s, then cpu spikes on the backlog so HPA adds taskmanagers again, and so on
In reactive mode our job rescales again each time slots come or go, far too frequent, there is no cooldown between two scalings
reactive mode: taskmanagers connect slowly one after another and the job restarts for each of them
Autoscaler scaled down our busy job: jobmanager lost connection to the TMs for a bit, vertex IO metrics came back as zeros with complete false and it believed there is no traffic
wrong scale down by the flink autoscaler while the job is under full load, target data rate drops to zero when input metrics are missing for a moment
The autoscaler scales the vertex up over and over although the last scale up brought no extra capacity
one sink can't be scaled any further, the autoscaler nevertheless keeps adding parallelism to the upstream vertices that are just backpressured by it
each time we change the FlinkDeployment spec the parallelism the autoscaler had chosen is lost and it starts over, rescaling the job again
Operator 1.6, Flink 1.17.1, Kafka source with 24 partitions. Parallelism goes 6, 12, 5, 12, 6 all day long, every change takes two minutes of downtime and then there is lag so it scales up again
job flip-flops between parallelism 4 and 8 every ten minutes
Flink 1.18 with the standalone autoscaler and JDBC event handler, the input is perfectly flat at 20k/s but it still issues a new scaling decision after each stabilization interval, first up then down
Our traffic has a spike at the top of each hour. The operator adds taskmanagers, by the time they are there the spike is gone and it takes them off again, 48 upgrades of the FlinkDeployment per day in the events
AWS managed Flink, automatic scaling turned on: KPUs go from 4 to 8 because CPU is above 75 for 15 minutes, the restart causes CPU load itself, six hours later it comes down and the story repeats. Status shows AUTOSCALING constantly
Every time our deployment is scaled the lag it builds up while restoring 400 GB makes the operator think it needs even more, then once it caught up it shrinks to the minimum. How do I get it to calm down
设置了 job.autoscaler.enabled: true 之后作业一直在扩缩容，刚扩到 16 过几分钟又缩到 6，业务方投诉延迟一直抖
HPA on the taskmanager deployment in reactive mode scales on cpu; at startup cpu is 100% so another replica is added, the job restarts because of it, cpu is 100% again, it ends at max replicas, then goes all the way down
KEDA scaledobject on kafka lag for the Flink taskmanagers: replicas 2 to 10 to 2 to 10, with each change the job restarts from the last checkpoint and we have duplicates downstream
scaling reports every few minutes, parallelism 37 -> 38 -> 37 for one vertex, and each is a full restart of the job. Operator 1.7, is there a threshold below which it leaves us alone
The true processing rate metric is wildly different from one window to the next for our source that does async I/O, so the recommended parallelism is 3 in one and 30 in the next. Each time the job gets redeployed.
autoscaler 好像抽风，晚上低峰缩容，缩完马上 lag 涨了又扩，一晚上重启了四十多次
Google flink on k8s operator with a horizontal pod autoscaler on the scale subresource, number of TMs keeps changing and the job never runs longer than 5 minutes
Sink to Iceberg commits once per checkpoint so its busy time looks high for a moment and 0 the rest of the time. The operator raises its parallelism and lowers it again, over and over
up, down, up, down, all night
We have Flink 1.18 adaptive scheduler with in-place rescale by the operator, pods of the spot pool come and go and with each of these the job is rescaled. Last night parallelism changed 63 times
Ververica platform Autopilot in active mode changes our job's parallelism several times per hour, each time there are 3 minutes without output. Load is not changing by more than 10 percent
阿里云实时计算 Flink 版开了自动调优 Autopilot，并发一会儿 4 一会儿 16，作业反复启停，能不能设置调优的最小间隔
I see JobStatusChanged: RECONCILING, RUNNING, RECONCILING, RUNNING in kubectl get flinkdeployment all the time since I put the scaling annotations in. Nothing fails, there's no exception in the UI, parallelism overrides just differ each time
Autoscaler detects ineffective scaling but carries on, adds 2 to the parallelism of the join, sees no gain, takes it back, tries again after the interval
memory tuning together with scaling: each rescale picks other heap and managed sizes, therefore needs a full redeploy, after which the metrics look different and it does another one
Pulsar source, pending records are not reported correctly for a few minutes after start. The job is shrunk to 1 in that time, gets hopelessly behind, is blown up to 40, and when it has caught up to 1 again
文件源每 20 分钟来一批数据，中间空闲，operator 每次空闲就缩、来数据就扩，重启的时间比省下的还多
flink operator 1.9 autoscaler restarts job too often
自适应调度器 + 弹性伸缩，只要有 TM 重新注册 job 就重新调度一次并行度来回变，checkpoint 都来不及做，没有报错
catch-up.duration 0 or 10 minutes, I tried both, with the former it doesn't scale enough, with the latter it overshoots to max parallelism then goes back within the hour, then the same again next morning and all day
As a platform team with 300 pipelines: about 20 of them are upgraded every few minutes by the scaling module without any spec change by the users, users complain about uptime and about consumer group rebalances
Two things seem to fight for the number of task managers, Argo CD sets parallelism back to what git has and the scaler of the operator puts its own again; job keeps redeploying
spotify operator 上用 HPA 控制 taskManager replicas，副本数上上下下，任务每次都从 savepoint 重启，怎么让它缩容慢一点
metrics window 3m, stabilization 1m for quick reaction. Now it reacts to everything, GC pause and it doubles, quiet minute and it halves. Uptime on the dashboard looks like a saw
We turned on job.autoscaler.enabled for our clickstream deployment on GKE last Tuesday, and since then it sits on 6 for a bit, goes to 14, comes back to 5, and my SLO dashboard is full of little holes
Hi all, running operator 1.7 with Flink 1.18 on AKS, our job gets a new size roughly every seven minutes the whole evening even though the Kafka input is practically flat, is there a way to make it calmer?
Since the operator was bumped to 1.9 one of our pipelines can't decide how wide it wants to be, every decision costs us ninety seconds of silence and then the next decision comes
New here. Our streaming app in Kubernetes keeps changing how many taskmanager pods it has, up then down then up. Nobody deploys anything. Is that expected with the automatic scaling option?
We set target utilization 0.8 with boundary 0.05 and a four-partition topic, now it picks 3, then 4, then 3 again all day long and each flip replays the last minute of data
On Amazon Managed Flink with auto scaling on, our application spends more time in AUTOSCALING status than in RUNNING, KPU graph looks like a heartbeat
Yesterday a colleague added an HPA to the TaskManager deployment in reactive mode, cpu target 60 percent, and now pods are started and stopped constantly so the job is cancelled and restored every few mintues
Our session windows job needs around six minutes to come back after a resize; the scaler measures the burst right after that and concludes we need double, then an hour later halves it, round and round since Friday
Every top of the hour a batch producer dumps two million events, the job is widened for them, twenty minutes later narrowed again, so it's 48 redeployments a day for a load that is totally predictable
The on-call before me wrote "just traffic" in the handover, but the restarts line up exactly with ScalingReport events from the operator and there is not a single exception in the last 24 h
We would rather have a fixed 10 than this; the scaler went 10, 16, 9, 17, 8 since lunch and the consumers downstream believe we have an outage each time
We run a Flink SQL join job with 3 vertices on OpenShift and the scaler treats them separately, so one grows while the other shrinks and the complete graph is redeployed for each of those tiny corrections
Adaptive scheduler on our spot node group: a node is taken away, job gets narrower, node comes back after three minutes, job gets wider, customers see a pause both times, maybe fifteen times per night
I lowered metrics.window to 1 m because scaling felt sluggish, and now it does nothing but scale, what values are sane for a job with 80 GB state?
autoscaler can't settle on a parallelism
resized again, eleventh time today
stop it scaling back and forth
constant up-/downscaling, no errors anywhere
kubectl get events gives me "Scaling vertices: Vertex ID cbc357 | Parallelism 12 -> 22" and ten minutes after that "Parallelism 22 -> 11", forty such lines since midnight
numRescales is 63 and numRestarts is 64 after one day uptime of the cluster, exceptions tab empty, parallelism-overrides in the config map changes each time I look
Log of the operator pod: "Scaling execution enabled, begin scaling vertices" at 02:10, 02:19, 02:31, 02:40, 02:52, directions alternate, why does stabilization.interval not prevent this
我们在 EKS 上用 operator 1.8 开了自动伸缩，并行度 4 变 12 又变 4，每次都要停一两分钟，业务方天天投诉
HPA 根据 CPU 加减 TaskManager，作业跟着反复重新调度，流量其实很平稳，怎么让它别这么敏感
刚缩容没多久又扩上去，一晚上折腾了三十多次，日志里只有伸缩决策没有报错，先把它关掉可以吗
`,
  backpressure: `
high back pressure, autoscaler switched off
Backpressure is high although no autoscaler is at work here
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
使用 CDC 进行同步的时候，Flink 任务总会显示处于背压状态，但总共运行了几个小时也没几条测试数据
无论是 400 并发、800 并发还是 1200 并发，同步速率最高只到 2w/s 上下，如何继续提高
The application is stable, but it does not keep up with its input: the consumer lag of the stream has been rising steadily since this morning.
one operator is red in the web UI, everything before it crawls and the source lag goes up and up
a small number of subtasks show a very long barrier alignment duration, upstream is waiting for them all the time
downstream operator is slower than the source, backpressure goes up to the source
job cannot keep pace with the input rate, kafka lag grows and throughput is flat
high back-pressure because resources are too low, need to raise parallelism
sink writes 50 thousand records per second, source produces 100 thousand, end to end latency grows
With sorting in the writer switched on the Kafka source is held up almost all the time and we lag behind.
The job never catches up with its stream: the consumer lag of the source climbs continually.
The event list says one operator has been held up by its successor for more than half of the time, over and over, and we read less from the source than comes in.
The writer into the lake cannot keep up with the source. All operators in front of it are red in the UI and we fall further behind every hour though memory is free.
Whenever the file sink merges its small files the stream before it comes to a crawl; big files, long merges, everything upstream waits.
Consumer lag climbs all afternoon while the records-in rate of the job stays flat. No errors, no restarts, CPU of the workers above 80 %.
consumption backlog gets serious, downstream cannot keep up with the source
CDC pipeline is shown as back pressured all the time
Kafka source is throttled because the writer operator is busy sorting its buffer, 100% busy there
throughput of our application is too low, millisBehindLatest goes up
an operator is stuck at 100% busy and everything upstream is backpressured
back pressure status is HIGH in the web ui and latency increases
用CDC做同步的时候flink任务总是显示背压，运行了几个小时其实也没几条测试数据
kafka每秒生产6万条，32个分区，用starrocks官方connector写，并行度16/32都试过，消费不过来，有积压
写clickhouse似乎速度很慢，不知道要怎么调整才能解决背压问题，会有大量upsert
syncing a whole mongo into paimon, source inputs several million records per minute but the sink only outputs a few hundred. adjusting multiple parameters didn't help
pulsar topic backlog keeps growing, 2660 in the beginning, 6000 after 6 hours, although rate in equals rate out
flink job starts out consuming as fast as we produce, then its consume speed gets slower and slower over time, resources are enough for sure
postgres cdc 同步的时候 flink 任务一直显示背压，可是跑了几个小时总共也没几条测试数据
flink cdc 增量同步，有一段时间库里没更新，之后再有更新时数据延迟了一个多小时，不知道是 debezium 还是 flink 的问题
flink cdc 2.1.1 同步主键是 varchar 的大表特别慢，速率上不去
两千万数据用 flink 写 clickhouse，半小时才同步 30 万，怎么加快
Oracle 19 to mysql with oracle cdc in flink sql lags very badly, the delay is serious and continuous mine can't be used on 19c
flink cdc 2.1 监听 oracle 11g，改了数据要三四分钟后才能收到并输出，延迟太高
oracle-cdc 2.4.1 job keeps the cpu at 100% all the time and captures changes about half an hour late, how do I get the latency down
Paimon append only table with 400+ partitions: fine for 30 minutes, then backpressure starts and never goes away, delay rises, more parallelism and memory for the sink did not help
source reading two kafka topics is underprovisioned by the autoscaler, it only allows as many subtasks as the largest topic has partitions, lag builds up
Flink job from Kafka has been falling behind for 4 hours, it's 90 minutes late by now, on-call wants to scale up at once. what should I check
Job reads kafka and writes to pulsar, amount of data is such that it usually fails with Producer send queue is full
Downstream releases no credits any more, outPoolUsage above 80 percent and nothing flows
Flink 1.13, Kafka to Kafka with one big flatMap in the middle, source shows 100% red in the UI and consumer lag only grows since the weekend. Nothing fails
consumer lag grows, job RUNNING, all upstream boxes are black
We process 40k events per second but 65k come in. CPU of the TMs is only at 50%, raising parallelism from 16 to 32 gave almost nothing
Why is my source backpressured HIGH although the downstream operator says OK and busy 20%? Flink 1.12, three chained operators and a keyed window
写 Hudi MOR 表，source 一直反压 HIGH，bucket_assign 和 stream_write busy 100%，消费 kafka 延迟越来越大，并行度已经开到 64
Regular join of two streams in Flink SQL runs fine for the first hour, then throughput falls to some hundred rows/s, and the sources are idle waiting. no error anywhere
flink-cdc 2.3 mysql incremental phase can't keep up with binlog during the nightly batch update, currentFetchEventTimeLag is 4 hours in the morning. The writer box is red
Moved the pipeline from Storm and it does a third of the throughput. JSON parse with Jackson then keyBy then count. outPoolUsage is 1.0 on the parse tasks
Kinesis source, millisBehindLatest climbs to hours whenever traffic goes above 8 MB/s, app on managed Flink with 16 KPU, backPressuredTimeMsPerSecond close to 1000
job gets slower than the topic
After restart with 6 hours of backlog the job never catches up, numRecordsInPerSecond is at the same value as the live rate whatever I do, parallelism 48 on YARN
Flink 1.15 on k8s with cpu limit 1 per TM with 4 slots: the process function is busy 1000 ms/s in all subtasks evenly, and the kafka source lags
任务反压严重，从 source 到 window 都是红的，各个 subtask 数据量差不多，cpu 打满，除了加并行度还有什么办法
The regex matching operator of ours (200 patterns per record) can't keep up since we doubled the number of sites. Lag alarm on the topic every evening from 8 to 11 pm
How come my pipeline's throughput is limited at about 12000 records a second no matter the number of slots, there are rebalance() and disableChaining in it, buffers full upstream
Paimon writer with changelog-producer=lookup: everything in front of the writer is waiting for it, 3k rows/s per bucket only. With changelog none it is 30k
Two out of five jobs on the session cluster go slow at the same time each day, upstream Backpressured (max) 98%, all slots equally loaded. I think they take cpu from each other, input is 50k/s and only 20k/s gets through
StreamPark 里任务状态正常，kafka 积压几千万条，每秒只能消费两三千，flink 火焰图看主要耗在 JSON 解析
Source throughput drops to zero for 30 to 40 seconds and then is back, like waves. Web UI says HIGH for the source in the drops. Hot spot is a process function that emits a million records out of one
Kafka source reads in bursts and the end-to-end latency went from 200ms to 9 minutes with no change in code, just since the volume of the Black Friday
Beam on Flink runner 1.14, python worker is the slow one, upstream stages stuck at 100% backpressured and system lag goes up by the minute. Is more sdk_worker_parallelism the way
PyFlink UDF: 1.5k rec/s per slot where the Java version does 40k. The source is blocked most of the time waiting for the Python operator
can not keep up with kafka, lag 30M
规则用广播流下发，加载 5000 条规则以后每条数据都要匹配一遍，消费速度只有生产的十分之一，上游全红
The CEP pattern with followedByAny makes the job slower the longer it runs in the day, and upstream goes red around noon, lag 20M
dinky 提交的 sql 任务，group by + count distinct，没开 mini-batch，反压 100%，数据越积越多，也不报错
Lag of consumer group 2.1 million and rising. The sink is blackhole for a test, so it is not the database. What do I look at in the flame graph
We see idle 0, busy 15, backpressured 85 on the kafka source all the time; the next operator is a session window with a ProcessWindowFunction that sorts all elements. Flink 1.17.2 on OpenShift
flink-clickhouse 写本地表，parallelism 4，source 反压，一天 20 亿数据写不完
Job with 600 subtasks and hash shuffle on 10 Gbit network, inPoolUsage is low and outPoolUsage 1 on all TMs, seems the network between the machines is full and the job stays behind its input
We run Flink 1.17 on EKS and since the new mobile client went live the consumer group is always behind, about 3 million messages now, all task managers are at full cpu and nothing is failing
Our fraud scoring job used to be realtime; this week its output is 40 minutes old by the evening and recovers only at night when traffic falls
I have a simple job Kafka -> map -> window -> Kafka with parallelism 8, the window operator shows 100% busy on all 8 and the source says it is blocked most of the time, should I go to 16?
Hi, we do protobuf parsing and some geo math in one process function, on the load test at 90k msg/s it flattens at 55k and the topic keeps filling, heap and GC look boring
After the sports final began we got five times the normal clicks and the pipeline cannot drain them, it just runs flat out on every slot and the delay keeps creeping upwards
Since the feature team chained another enrichment rule into our DataStream job, it does only half the records per second it did, source waits for it all the time, no restarts
Moved from 8 vCPU to 4 vCPU nodes to save money and now the Flink job on YARN doesn't catch up with the input any more, lag graph is a diagonal
Our Pulsar subscription backlog rises even though the Flink consumer is alive and evenly busy in all of its 12 instances, the aggregate after it seems to be the brake
Is there something like a max speed in Flink? whatever we do the job handles 20 MB/s, the Kinesis stream gets 34 MB/s, every box behind the source is red in the UI
A backfill of three weeks into the same topic has swamped our standard job, live events sit behind it and each subtask is working at its limit, what can I do tonight?
pyflink 1.18 job with a vectorized udf: every worker python process at 100% of its core, reader mostly paused, event delay in Grafana up to 1h, no error whatsoever
The CDC to Kafka pipeline handles trickle loads well, but when accounting does its month end mass update the binlog position falls back for hours because our transform can't chew that fast
Colleague says it's Kafka, but brokers are bored and fetch latency is 3 ms; the Flink source only polls rarely since its downstream has no room for more records
Our Beam pipeline on a Flink 1.16 cluster shows a growing watermark lag in peak hours, all stages before GroupIntoBatches are waiting for it and all its workers are equally hot
job too slow for the load
lag climbing, job RUNNING, no errors
source blocked by slow downstream operator
cannot keep up with incoming events
Metrics of the map vertex: busyTimeMsPerSecond min 962 avg 981 max 1000, the vertex before has backPressuredTimeMsPerSecond around 870, lag +12k per minute
Web UI shows "Backpressured (max): 94% Busy (max): 2%" on the source and "Busy (max): 100%" on the dedup box behind it, all sixteen subtasks the same
records-lag-max went from 2 000 to 1 900 000 since 17:00, numRecordsInPerSecond constant 31k, numRecordsOut upstream 31k, producers write 48k, every subtask saturated
上线新活动后数据量涨了三倍，窗口算子所有并发 busy 都是 100%，source 被堵住，延迟已经一个多小时
作业状态一直正常也没重启，就是处理不过来，Kafka 堆积越来越多，每个子任务都差不多忙
大家好，Flink 1.16 on YARN，解析算子 CPU 打满，上游全是黑的，是不是资源给少了
Flink SQL from Oracle 19 cdc to mysql: the oracle cdc delay is very serious, changes arrive long after they were made. How do we fix this?
用 flink 往 clickhouse 同步 2 千万数据，半个小时才同步了 30 万，怎么可以加快同步速度？
Flink CDC 2.1.1 同步 varchar 类型主键的大表，速率非常缓慢。
One Flink operator is stuck at 100% busy, how do I get it down?
每30分钟一次,持续5分钟的反压,非常有规律,不像数据倾斜也不像死循环,checkpoint大概同一时间变得很慢
chunjun从MYSQL同步到CLICKHOUSE速度太慢，单表1000多万数据同步了近30小时，请问怎么优化
pendingRecords of the kafka source go up all the time and never come down
the number of pending records grows without an end, the job does not come after
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
Deployed a new version of the app with an error that makes its main method throw, and after that the operator itself fails on it.
Same job, only the Flink image went from 1.18 to 1.19, and now the deployment does not come up any more, breaking change in how it loads the job artifact
query over our ORC table worked on 1.9.1, since we upgraded to 1.9.2 last night the job fails right away
new version of the pipeline does not come up, how to go back to the previous release and keep the state
since we deployed the new job version this morning it fails, the previous version worked
image pull failed for the new version of the flink job, how to trigger a new deployment
a logical bug came with the new job version and tasks crash seconds after we deployed it
A logical bug went out with the new version of the job jar; since that deployment the workers crash a few seconds after each start, the version before ran for months.
since we rolled out the new build this morning throughput is a third lower, previous version was ok
after the deploy the results are wrong, every row the same. The old image is fine
job keeps restarting after upgrade
operator rolled the flink deployment back to the last stable spec after our image update
job can not restore from checkpoint or savepoint after we bumped the doris connector to 1.5.0
I deployed with a wrong image, now I want to fix it with a new deployment and the correct image but the operator keeps the old flink cluster in the wrong status
Flink cdc 2.0.2运行正常，升级到2.1.0，其他环境不变，运行就报错
Moved our Kinesis Analytics app to the v2 Kinesis connector and since then it has downtime, but no error is reported anywhere.
换了官方新发布的 flink-sql-connector-mysql-cdc 2.3.0 的包，用 savepoint 重启 flinkcdc 任务就报错，之前自己编译的包是好的
Deployed with a wrong image, flink cluster got created but the job can't run. Now I push the correct image and the operator does not trigger a new deployment, the old cluster keeps the wrong status.
Kinesis Analytics application keeps having downtime after we migrated to the Kinesis connector v2, but no error is reported anywhere
flink operator crashes as soon as I deploy a new job in a FlinkCluster, since the latest version of the CRD with its new field
changed the docker image in my running FlinkApplication (flink 1.9.1, image 1.0.5), resource is updated but job and taskmanagers keep the old one
upgrade of a job cluster with changed flinkProperties / volume mounts fails: job pod found, but no termination log found
dlink 切到 flink 1.14 之后执行任务就异常
改了 sql 换版本再重启，flink 任务一直 Starting，没日志；新建的任务没这问题
flinkStreamSQL 1.8.1 启动报错，同样的任务 1.8.0 正常
改了 flink-home 之后任务就启动不了了
No Flink 2.x sql job can be submitted through streampark 3.0 snapshot, Flink 1.20 works, the shims jars were renamed
Failed to update the FlinkCluster custom resource since I switched the operator image, tag latest is older than the CRD
with the new operator version: Failed to update job status for new job submission, status.components.job.id required value; crd of the helm chart not updated
lyft operator with native k8s HA: a fresh deploy works, an update of the running app fails, new jobmanager cannot submit the job, the old jobmanager starts it again with the old code
FlinkOperator crashes as soon as I deploy a new job version into the FlinkCluster, since the last update of the operator
pushed v2.3.1 of our image this morning, since then the job is in FAILED, v2.3.0 was fine with the same config
Job worked yesterday, we deployed today, doesn't start
After helm upgrade of flink-kubernetes-operator from 1.3 to 1.4 all our FlinkDeployments went into a redeploy and two of them didn't come back
We changed taskmanager.memory.process.size in the values file and rolled out, now TMs don't come up: configured Total Flink Memory and Total Process Memory conflict. Rolled back and it's OK
CI pushed an image built for arm64 to our amd64 cluster: exec /docker-entrypoint.sh: exec format error on the jobmanager pod, the old one ran for 80 days
ImagePullBackOff on the jobmanager since the last merge, the tag in the FlinkDeployment doesn't exist in ECR
Upgraded EMR 6.9 to 6.11 and the very same flink run command that has been in the step for a year does not bring up the application any more
昨晚发版后 flink 任务起不来，回滚到上个镜像就好了，代码只改了一行配置
Moved from Flink 1.16 to 1.18 in the base image over the weekend, since then the pipeline restarts right after start. All settings otherwise the same, 1.16 image still runs next to it on staging
renamed flink-conf.yaml to config.yaml for 2.0, and now none of our options seem to be read, rest port default, one slot. It used to work with 1.20
Managed Flink UpdateApplication with the new jar from S3 goes UPDATING then back to READY, code of last week starts without any problem
Since release 142 of our job output is nonsense (all amounts null), somebody changed the DTO. How do I get back to 141 without losing the offsets
dinky 从 0.7 升级到 1.0 之后原来的任务全都跑不起来了，什么都没改
works with image 1.4.2, dead with 1.4.3
The env variable of the Kafka topic was missing in prod values, the new release came up with topic null and crashed immediately. staging passed
flink 1.19.0 -> 1.19.1 patch upgrade and the metrics reporter stopped, prometheus port not opened, later pods fail readiness and get killed. Revert fixes it
Deployment of the job spec with a typo in upgradeMode: lastState instead of last-state, webhook rejects: Cannot deserialize value of type UpgradeMode. We roll out 30 apps by the same template and all are stuck at the old generation
升级 flink-cdc 2.2 到 2.4 后任务启动就报错，换回老 jar 正常，mysql 那边没动
Seatunnel 2.3.1 to 2.3.3, same conf file, same Flink 1.15, submission now breaks. Went back to 2.3.1 and it works
New config map has kubernetes.operator.job.upgrade... keys at wrong indent, the operator took the whole block as one string and job manager dies on startup: Error parsing YAML configuration
We switched log4j to logback in our image, and the container exits with code 1 before any log. What changed is only the Dockerfile
Rollout of version 57 is stuck, UPGRADING for an hour; error in status: the new jar URI local:///opt/flink/usrlib/app-57.jar does not exist, it was app_57.jar
Pipeline green in dev and in staging, prod rollout this noon broke it: nobody noticed that the overlay had parallelism and bootstrap servers of dev
lyft flinkk8soperator: changed the app hash with the new image, state goes Updating, SavepointingApplication, ClusterStarting, RollingBackJob, DeployFailed. Old version is serving again but we can't get the new one out
新版本上线之后作业运行几秒就挂，开发说本地 idea 没问题，同事昨天还改了 flink-conf.yaml
基础镜像从自己的 centos 换成 flink:1.17-scala_2.12-java11 以后，TM 起来就退出，说 /opt/flink/log 没有写权限，换回去就行
CDH parcel upgrade last night, this morning none of the five flink jobs submitted by cron is up, exact same scripts
since the deploy at 14:05 job is down
streampark 升级 2.1.0 后点启动任务就失败，之前 2.0 发布的都正常，数据库脚本也执行了
Terraform changed the runtime environment of our KDA app from FLINK-1_13 to FLINK-1_15 and since the apply it fails with code error, no code was touched
We deployed build 2.31 of our sessionizer to the production cluster at quarter to nine and it has not been healthy for more than two minutes since, 2.30 ran for five weeks without a hiccup
Argo CD synced the new tag for the FlinkDeployment during lunch, since then the job goes RUNNING, then RECONCILING, then RUNNING, I think we need the previous tag back
Hello, after yesterdays deploy the revenue totals written to Iceberg are about 30 percent too low, no exception at all, older version gave the right numbers on the same topic
Upgraded our jobs from Flink 1.17 to 1.19 over the weekend and on Monday everything takes twice as long, code is the same, is there anything known or should I go back to 1.17?
The team merged a one-line change in values.yaml (checkpoint interval and heap) and since the rollout the stream isn't stable, would like to undo this but keep state
CI pushed a new image of our payments job an hour ago; the pods can't even pull it because the tag has a typo, and the old pods are already gone
Someone rebuilt our base image with newer system libs, rollout was at 22:00, first crash at 22:03, nothing else was touched that night
Hotfix for the tax rule was released, now about every second order comes out twice; before this release never, how do we go back without breaking the offsets?
We promoted the jar from staging to prod this morning, staging is still fine, prod throws an NPE in our own code every few seconds, the last jar did not have that code path
After the operator applied the new spec it says deployment failed and that it is returning to the former one, what do I check before trying the release again?
I'm on call and don't know this job, but the only change in the log is the release at 01:30, and at 01:34 the first alarm came, yesterday's version is still in the registry
Ververica Platform: we switched the deployment to artifact version 118 and the job transitions to FAILED within a minute, with 117 it starts, so what in the artifact is bad we'll see tomorrow
Our Flink SQL script was changed in sprint 44 (two new columns in the join) and since it went out half of the rows are missing on the dashboard, the data team wants the old script back
New python wheel in the container since the 10 o'clock rollout, pyflink job emits NaN scores; previous container tag scored well on the very same messages
broken since tonight's rollout, revert?
new jar crashes, old one worked
regression after flink minor version upgrade
how to go back to previous image
FlinkDeployment status: "lifecycleState: ROLLING_BACK" and "Deployment is not ready within the configured timeout, rolling back", it started 5 min after we changed spec.image
Events on the JobManager pod: "Failed to pull image registry.local/streams/ads:7.4.0: not found", 7.3.9 was running before the release train came by
Grafana annotation "deploy ads-enricher v58" at 14:02, error rate 0 before and 700 per minute after, Kafka and database panels did not move at all
昨天晚上发版之后任务一直起起停停，回退到上一个包就好了，但怕新版本写过的状态老版本读不了
镜像 tag 改成新的以后 Pod 拉不下来镜像，老的 JobManager 已经被删掉了，线上中断了
只升级了连接器和业务逻辑，上线十分钟后输出的金额全错，旧版本同样的数据是对的，需要紧急回退
after we upgraded the pulsar connector the pipeline goes to FAILED: start message id beyond the last commit
forced kafka-clients 3.4.0 because of a CVE on flink 1.18 and now: Incompatible KafkaProducer version
升级到 flink 1.14 之后开发工具里能跑，打包提交就报 The main method caused an error: Flink job executed failed
with Flink 2.2 closing the exactly once kafka writer throws TransactionAbortedException, the TaskManager goes down and the job hangs restarting without slots
CRD was updated and the application went into SubmittingJob with cluster health Red, job health Red, it never terminates the old pods or restarts with the new spec
After upgrading streampark from 2.0.0 to 2.1.0 every job start fails with argument type mismatch, 100% of the time, flink 1.14.6 on yarn application
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
Checkpoints work for a long time, then one task refuses a checkpoint and from then on every following one is aborted, so the backlog at the source keeps growing.
Checkpoint was declined because one input stream is finished
log is flooded with checkpoint trigger failures during startup, not all tasks are started yet
every 5 seconds the JobManager says it could not trigger the checkpoint because some tasks of the job have finished / not all required tasks are running
cdc 作业多出来一个 source 一启动就 finished 了，其它 source 正常 running，导致一直无法 checkpoint
checkpoint is declined since the tasks are not ready yet
one task declines the checkpoint and all later checkpoints are aborted
checkpoints are rejected because a task was not running yet
Every minute a checkpoint is triggered and at once aborted since one of the source tasks is not up yet; none has ever completed.
Since ZooKeeper changed its leader the job cannot trigger a checkpoint any more, for ever; it goes on processing without.
Our source has more subtasks than the topic has partitions, so the extra ones end right at the start, and from then on not one checkpoint is taken; the tasks are said not to be ready.
one of the sources goes to FINISHED right after start and from then on no checkpoint is possible
source parallelism is higher than the number of partitions, the spare tasks finish and checkpoints get declined
checkpoints are aborted because some source subtasks are FINISHED, parallelism is higher than partitions
checkpoints work up to a point, then one gets declined after a failed write to the topic and after that all subsequent ones get aborted, so the backlog on the source keeps growing
Flink 1.16 写 Paimon 到 OSS，流量大 bucket 多的时候报 Could not perform checkpoint，好像 OSS 流 close 之后文件还读不到
Migrating a kudu table to hudi COW bucket table with flink, checkpoint fails, Timeout while waiting for instant initialize, asynchronous part could not be completed
flink cdc 2.0.2: the first checkpoint completes, the second one fails with NullPointerException in FlinkOffsetBackingStore.configure and restoring gives the same
Could not perform checkpoint 871 for operator Writer, the real write failure is hidden behind a FileNotFoundException from abort
final checkpoint hangs or times out very late when a task finishes just while the checkpoint is being triggered, the trigger is reported as success
While I upgrade the fluss servers the flink sink's checkpoints go on failing
portable Beam pipeline on Flink can't be checkpointed, the impulse source has finished and buffered elements have no coder
checkpoint error when reading only increments from aliyun rds mysql with cdc 2.3 on flink 1.16, also with parallelism 1
flink paimon job: Could not perform checkpoint 2 for operator Writer -> delivery_log, can not write FileMetaData with parquet
after a region failover no periodic checkpoints are triggered any more, the pending one was aborted and nothing comes after it
Checkpoint triggering task Source: orders (1/1) of job is not in state RUNNING but FINISHED instead. Aborting checkpoint. One of our two sources is a bounded file. Flink 1.12
No checkpoints at all since the dimension table source has finished reading
Flink 1.9, kafka + jdbc lookup read as a stream: after the JDBC input is through, the UI counts triggered 0 and the log says "Failed to trigger checkpoint" every 60s
CheckpointException: Checkpoint was declined (tasks not ready) the first five or six times after each start, then it works. Can I delay the first one
Job keeps running but has not had one good checkpoint in a week, history says NullPointerException in snapshotState of my own sink, each within a few ms of the trigger
Some tasks of the job have already finished and checkpointing with finished tasks is not enabled, we are on 1.14 and I thought this was solved
flink 读取维表的 source 结束以后，checkpoint 一直不触发，日志 Not all required tasks are currently running
Hybrid job, source part in CREATED for hours since it waits for resources with lazy scheduling, and the log shows over and over that a required task isn't running so nothing gets triggered
Checkpoint Decline Reason: the operator's snapshot function threw ConcurrentModificationException, our list is changed by another thread. It is declined maybe once in ten
All subtasks ack except the one of our custom JMS source: it answers at once that it can not snapshot now. Flink 1.8
UI shows Failed: "Checkpoint Coordinator is suspending." on each restart of a region. What does it mean and why is every one that was in flight thrown away
UnalignedCheckpoint on, but our iteration job says checkpointing is currently not supported by default for iterative jobs, and with force it is rejected by the head task
An error of type: Task local checkpoint failed; it is the JDBC exactly-once XA sink that throws in preCommit and the master counts it as failed right away, within 20 ms
每次 checkpoint 都是 0 秒就失败，ack 里有一个 subtask 拒绝了，日志 declined by task，原因是 Kafka sink flush 的时候抛了异常
Decline checkpoint 7 by task 3fa2… at tm: org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint was canceled because a barrier from newer checkpoint was received
Checkpoints tab: Triggered 0, In Progress 0, Completed 0
Elasticsearch sink 6: bulk failure surfaces in snapshotState (flush) and that task says no to the checkpoint. The job itself isn't restarted, it just goes on without any completed checkpoint for days
checkpoint fails 5 ms after it is triggered
pulsar source 2.7，ck 一触发马上失败，task 说 consumer 已经 closed 不能 snapshot，一秒都不到
iceberg + flink 流读，源表读完变 FINISHED，后面 sink 一直没有提交文件，ck 列表全是空的
SELECT from a Hive table joined with Kafka: Kafka part runs on, Hive part is green/finished, since then nothing is committed to the file sink and the Checkpoints tab stays at zero
tolerable failed checkpoint threshold exceeded: one operator refuses within ms, "Could not perform checkpoint 12 for operator Map (2/8)", cause is our user state's writeObject: NotSerializableException. Disk and S3 are fine, other tasks ack
checkpoint 被拒绝：CHECKPOINT_DECLINED_TASK_NOT_READY，任务里有的 task 还是 INITIALIZING
With adaptive batch / mixed mode: "Could not trigger checkpoint since job is not a streaming job or checkpointing is disabled". We do set execution.checkpointing.interval though
Beam read from a bounded source and an unbounded one flattened: as soon as the bounded one reaches the end, no more checkpoints, flink runner 2.24. shutdownSourcesAfterIdleMs helps in some cases
CheckpointCoordinator: Checkpoint triggering task ... of job ... has not being executed at the moment. Aborting checkpoint. Repeats each minute, one of 40 vertices is SCHEDULED
Checkpoint was declined, alignment limit exceeded: The checkpoint alignment phase needed to buffer more than the configured maximum (task.checkpoint.alignment.max-size)
statefun 2.2, we closed one Kinesis ingress for a test, that input is at its end now and there has been no checkpoint from then on
seatunnel fake source with row.num set on flink，数据发完之后就再也没有 checkpoint 了，报 task not running
We run Flink 1.13 with a small CSV dimension read by a bounded source plus Kafka, and a minute after start there are no more checkpoints, the count stays at 1 since yesterday
Since we raised the parallelism to 32 on a topic with 20 partitions the surplus source subtasks go to FINISHED and the coordinator doesn't trigger anything any more
Our job on EMR takes half an hour to restore 600 GB, in this time each periodic checkpoint is dropped at once because part of the tasks aren't running, do I have to worry?
Hello, our custom sink throws an IllegalStateException inside snapshotState now and then, the checkpoint gets refused by that subtask and the job carries on until the third time
Checkpoint history in the UI is full of red entries with duration 0 ms or 4 ms, so it is surely not the timeout, one of the tasks always says no
On Flink 1.14 I do an interval join with a table from JDBC, the jdbc side is done after ten seconds, and from that moment Kafka offsets are never committed
We scale pods by hand during the night and each time get pages for failed checkpoints: triggered while some vertices are still DEPLOYING, it goes away after three minutes
I have min pause 0 and interval 5 s, and barriers of the next one arrive before the former is complete, so Flink cancels the older one with a note about a newer barrier
Our GenericWriteAheadSink cannot flush during the barrier since the producer got closed, so that task answers with a refusal while 63 others acked happily
Hybrid source on our 1.15 cluster: as soon as the file part has ended, checkpoints are no longer triggered, is a switch needed to go on with finished tasks?
Flink CDC initial load with a values() union in SQL: the constant branch is over immediately and no checkpoint was ever taken in two days, data flows though
During the rolling restart of nodes the coordinator kept saying that one task isn't currently executed, therefore checkpoint aborted; afterwards it was OK, is that normal?
One operator of ours is in the closing phase after end of input and answers all barriers with no, therefore nothing of the remaining graph is persisted
After the job went through a regional failover I see every trigger being rejected for a quarter of an hour because 3 of 48 tasks hang in INITIALIZING
checkpoints not triggered, one task finished
every barrier rejected by subtask 4
zero checkpoints since launch, nothing timed out
task not ready so checkpoint aborted
JobManager log each 60 s: "Checkpoint triggering task Source: dim_country (1/1) of job 77ab is not being executed at the moment. Aborting checkpoint." while all other tasks are green
Checkpoints tab: Triggered 412, Completed 1, Failed 411, every failure with end to end duration "3ms" and reason tasks not ready
TM log: "Could not complete snapshot 93 for operator Enrich (7/16)" followed by a ConcurrentModificationException from our own list state copy, next one the same
用 values 构造的小表跑完就结束了，整个任务之后没有做过一次 checkpoint，Flink 版本 1.13
检查点历史里失败的耗时都只有几毫秒，不是超时，是某个 subtask 在 snapshotState 里抛异常拒绝了
加大并行度后有几个 source 没分到分区直接 FINISHED，协调器就不再触发检查点了
postgres cdc: when the snapshot stage is done the next checkpoint fails, PSQLException An I/O error occurred while sending to the backend
mysql cdc job, with StartupOptions.latest() or snapshot.locking.mode none the checkpoint can't complete, NullPointerException in snapshotOffsetState and checkpoint was declined
Beam app on Kinesis Data Analytics: some tasks went to FINISHED in the Flink dashboard and since then no checkpoint is possible anymore
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
40 个并行度，有一个并行度的 checkpoint 一直失败，其他 39 个都是毫秒级别就可以成功，怎么定位
exactly-once 的 kafka sink 每五分钟一次 checkpoint，开始后系统直接卡死，at-least-once 一分钟能完成的，现在十分钟无法完成进度还是 0
The single committer walks through the whole table history at every commit; if HDFS answers slowly the next checkpoint runs into its time limit.
mysql 做全量 snapshot 的时候 checkpoint 总是超时，间隔 5 分钟超时 3 分钟，然后作业就重启了
after each restart exactly two checkpoints succeed and the next one expires, then the job goes over the tolerable failure threshold. Hudi sink
Failed Flink checkpoints when writing to hudi, they take very long and never finish
Our Hudi writer's checkpoints hang and run into the timeout because the JobManager does file compaction at the same moment, even with offline compaction.
作业反压严重，barrier 对齐要很久，checkpoint 一直超时，已经几个小时没有一次成功的 checkpoint
checkpoint easily times out while the mysql snapshot is running, interval 5 min timeout 3 min
every third checkpoint fails, checkpoint expired and the failure threshold is exceeded
checkpoint timeouts under backpressure, barriers cannot overtake the data
checkpoint times out during mysql snapshot phase, interval 5min timeout 3min
The first few checkpoints of the lake-writing job go through, then they run until the time limit and are thrown away, although the written files are at most 80 MB.
The first checkpoint after our automatic savepoint never finishes in time, it always hangs at the sink, and after enough of those the job is failed.
While our streaming job reads the full table first, every single checkpoint runs into its one hour limit and none succeeds. Once it gets to the incremental data they go through again.
As soon as the job has two readers on the same stream its checkpoints never finish, they all run out of time, although the storage side reports its own part as complete.
With windows and more than three running pipelines our checkpoints time out one after the other and no savepoint can be taken either, yet the job itself stays in running.
The count of failed checkpoints is above zero and the time each one takes keeps climbing until it hits the limit.
One of our major operational pains: when the job is slower than its input, barriers wait behind the buffered data and snapshots do not finish within the allowed time.
We watch a directory that gets a new subfolder every day. By June there are two hundred of them and the snapshot of the reader no longer gets done in its time.
We load a changelog from Kafka into a Hudi table on EMR. For the busy tables every snapshot runs past its limit; more resources and a shorter interval changed nothing, only letting it take up to an hour did.
The first checkpoint after each savepoint of our table writer sits at the sink until its ten minutes are over and is thrown away. The ones in between are slow but get through.
追半小时积压的时候 checkpoint 每次都超时，四十多分钟一个成功的都没有，想调大并行度又不敢重启，怕这段数据全部重复消费。
After restarting the job a few times to add pipelines, its checkpoints time out one after the other. On a fresh cluster I never see that.
Upserts into a table on S3 never end: with checkpointing each snapshot fails because it is not finished in time. The same hour of Kafka data goes in within a minute once I switch it off.
reading the chunks is so slow that checkpoints never finish within the timeout, after a few of them the job falls over
while the big MySQL table is being snapshotted each checkpoint runs into its 3 minute timeout
file compaction runs in the job manager and our checkpoints wait for it until they time out
sink writes slowly, checkpoints time out and the job goes down with tolerable failure threshold exceeded
alignment takes for ever, barriers crawl through the job and each checkpoint runs into its ten minutes
under back pressure the barriers cannot get through and checkpoints never complete in time
flink writing to hudi: after every restart two checkpoints go through and the next one always fails, expired / exceeded tolerable failure threshold, very strange
flink job kafka to hudi MOR, the checkpoint hangs and finally times out, and while it hangs I see file compaction running in the jobmanager
postgres cdc with 1000 tables: after the snapshot phase the checkpoint times out, the task fails and cancelling it blocks until the taskmanager is killed
reading a paimon table in streaming mode, interval 10 minutes and timeout 1 hour, none of the checkpoints succeed while the full data is being read
Pulsar source, windowed job: checkpoints time out and flink fails to trigger a checkpoint or savepoint, but the job stays in running state. Usually with more than 3 pipelines running.
hudi on flink 1.16: the first checkpoint after a savepoint always gets stuck at the sink part until it fails, then exceeded checkpoint tolerable failure threshold. Normal checkpoints are slow but ok.
paimon streaming read with consumer-id, if the full load is not done before the first checkpoint timeout the checkpoint fails
postgres cdc with debezium.snapshot.mode never still says snapshot phase can't perform checkpoint, checkpoint hangs in progress until timeout and the task restarts
Since moving from beam flink runner 1.9 to 1.10 checkpoints never finish, only "Trigger checkpoint" in the log and then timeout, even with several hours. RocksDB on s3, no exception
checkpoint on the beam portable flink runner stalls while it flushes buffered elements
our flink jobs hit the checkpointing timeout
Large job can't get the checkpoint lock, checkpoints expire on the JM one after another and queue on the task; a day later all of them run at once and crash our DFS
all checkpoints of the job time out but it never fails over, the tolerable failure number seems to be ignored for expired ones
140 million timers and 300GB ListState in RocksDB, job fine for months, now all of a sudden checkpoints hang at 0/12 or crawl at 1% in hours and time out, consumption goes on normally
Checkpoint 431 of job expired before completing. 10 min is the limit, size is just 300 MB, normally takes 20 s
every checkpoint hits ten minutes and is thrown away
Flink 1.11 on YARN, one subtask out of 128 never acknowledges, others are done in a second, after 10 minutes Exceeded checkpoint tolerable failure threshold and restart
UI shows n/a for Alignment Duration and In Progress 59/60 until the timeout comes. The source is at high load at that time. Unaligned is off
flink checkpoint 超时，一直卡在 0%，过十分钟就 expired，数据消费正常
State is 1.2TB in RocksDB, incremental, first checkpoint after restore is a full upload and doesn't make it within 30 minutes. After that all next ones are also full so it never gets out
FlinkRuntimeException: Exceeded checkpoint tolerable failure threshold. In the history all are marked "Checkpoint expired before completing", start delay is 9m 50s
With mysql cdc the snapshot of a huge table in one chunk takes 3 hours and the checkpoint waits the whole time and gets expired; set timeout to 12h now, is there no better way
Hudi COW write: checkpoint waits for the flush of parquet in stream_write and is over the limit of 5 min when the hour changes. It then rolls back the instant and data isn't visible
Iceberg table never gets new snapshots since the job's checkpoints are all cancelled after the timeout under load, works in the night when there is not much traffic
Barrier takes forever to go from source to sink, e2e duration 14 min of which async part 2 s and sync part 40 ms. They are failing since we added the third join
checkpoint 总是超时失败，end to end duration 10m0s，异步同步时间都很短，就是 barrier 对齐慢
I have a process function with Thread.sleep (rate limit to a partner), the checkpoint for the task waits behind that and times out. How do others do it
We get "Received late message for now expired checkpoint attempt 88 from task". Thousands of these. What is late?
KDA app: lastCheckpointDuration 600000 and numberOfFailedCheckpoints goes up by one every 10 minutes, KPU 12, S3 is managed by AWS so I can't look at it
After we went from heap to RocksDB with 20 operators the sync phase is minutes long and total time passes the 3 min that we have configured. Savepoint of the same state is done in 8 minutes
Aligned checkpoint timeout of 30s set, still it expires on Flink 1.16, in-flight data persisted 0 B, source coordinator part seems slow
checkpoints time out when a window of 24 hours fires at midnight, all others in the day go through in 3s. Job is restarted by the tolerable failure number at 00:20 each night
Paimon 0.8 sink, small buckets, full-compaction at checkpoint makes the writer hold up the barrier, timeout 10min gets hit twice a day
Flink 任务运行几天后 checkpoint 开始超时，重启以后又好几天，state 只有几百兆
Flink SQL group by with 4 distincts, state 90G: "Checkpoint Coordinator: Checkpoint 22 expired". Tried raising to 60 min, it used them all
asynchronous part 9 min for 2 GB per subtask to HDFS, that is about our timeout, on some days it goes through and on others it doesn't. No errors from the datanodes
StarRocks connector exactly-once: preparing the transaction is done in checkpoint and that waits for load; timed out after 10 min and label is aborted, starts over
Beam 2.40 on Flink, python sdk harness: nothing gets snapshotted while a bundle is in work, one bundle with 100k elements lasts 12 minutes and 10 is the limit
Unaligned checkpoint with 500 MB of in-flight buffers over parallelism 800, and one slow thread that doesn't poll its mailbox, we see them at 799/800 till they're aborted
checkpoint stuck at 97%, then gone
停机两天后追数据，追的时候一个 checkpoint 都完成不了，到 10 分钟就取消，任务重启又从头追
ck 完成不了，一直 in progress，一个算子的 flatMap 里循环时间太长，超时后任务重启又从头消费
The last successful one is 3 days old, each since then had duration exactly 00:10:00
dinky 上 flink cdc 整库同步，表很多，checkpoint expired before completing，下游表一条数据都看不到
We run a 1.16 job with 400 GB RocksDB state on EKS, since last week each checkpoint grinds on for exactly ten minutes and then is dropped as not done, the job still reads Kafka
Our interval is 3 min and the timeout 10 min, usually it was 40 seconds, but in rush hour none gets done and after a pod loss we went back two hours
Hi, when I look at the checkpoint detail page one of the 24 subtasks shows n/a forever, the rest finished in 800 ms, and after the time limit it's all discarded
In the initial snapshot phase of our Oracle CDC job checkpoints never make it, the reader seems to be inside one huge chunk, and after some of those the job is set back to start
Exactly-once with aligned barriers, a slow join in the middle: barrier waits ages in front of it, alignment duration goes over nine minutes, then the attempt is thrown away
We turned on unaligned checkpoints in hope it would help with the long ones, now they carry 60 GB in-flight data and still run over the limit
Every night while the backfill is read the checkpoint stays "in progress" until its allotted time is over, in the morning it works again with 20 seconds
Our Flink SQL job with a huge group by has async duration of 14 minutes though the bucket reports no errors, timeout is at 15 and we're scared
Colleagues increased execution.checkpointing.timeout to 30 minutes, then 60, the checkpoints now take 60 instead of 30 and are cancelled all the same
Job restarted by itself at 04:20; log says tolerable failures were exceeded and the last ones before had been running into their time limit one after another
PyFlink batch sizes of 100k rows in the UDF, the barrier isn't handled until the bundle is through, so the checkpoint is late and given up
Last completed checkpoint is from 11:48, now it's 16:10, attempts are started regularly and stay pending until the coordinator loses patience
Paimon sink, full compaction during the barrier: sync phase of the writer is several minutes, checkpoints of this job rarely get through in time
We consume from 4 topics with event alignment, one slow branch holds back the barrier, checkpoint duration doubled weekly and as of today it doesn't finish within its 20 minutes
checkpoint never finishes within 10 minutes
alignment takes forever, then checkpoint aborted
one subtask never acks, checkpoint killed
checkpoints too slow, hit time limit
Log line "Checkpoint 2207 of job 1c0f expired before completing." repeats every quarter of an hour since the promotion started, backpressure on the join is high
UI history row 891: status FAILED, Acknowledged 127/128 (99%), End to End Duration 10m 0s, Checkpointed Data Size 2.1 GB, rows 890 to 871 look the same
lastCheckpointDuration metric climbs 180000, 310000, 470000, 590000 and then numberOfFailedCheckpoints starts to count, what can I tune first?
每次都是 47/48 就不动了，等满十分钟被判过期，数据还在正常消费，请问怎么定位那个慢的并发
晚高峰 checkpoint 要跑二十多分钟，超过设置的时间就被丢弃，凌晨又恢复到几十秒
开了非对齐还是做不完，start delay 八分钟，到点就被取消，连续几次以后整个作业重启
after upgrading the beam flink runner from 1.9 to 1.10 our kafka to kafka pipeline cannot finish a checkpoint any more. I raised the timeout to several hours, in the log I only see Trigger checkpoint and never Confirm, no exceptions, enough cpu and memory
job blocked: nothing consumed from kafka any more, back pressure high and checkpoints keep failing, one subtask hangs in StarRocksDynamicSinkFunction snapshotState. 1.12, connector 1.1.4
About 100 million rows in a paimon ods table, I start a flink sql job that reads it with consumer-id into a dwd table: the checkpoint is stuck at 0% and cannot be completed, so nothing is committed and the next job sees no data.
checkpoints of our paimon job fail, CPU of the taskmanager is so busy processing records that it has no time for the checkpoint; job shows running but nothing is written to the ods table
SqlServer CDC source into clickhouse gives duplicate data when checkpoint is enabled. While scanning the table snapshot the checkpoint just keeps waiting until it times out, that triggers a failover of the job and the data is consumed again.
Writing to Fluss, the traffic is small but checkpoints are far too slow, the sink operator has not even acked, flush (awaitFlushCompletion) takes very long.
iceberg StreamingReaderOperator is busy all the time and because of that the checkpoint fails
chunjun logminer到hive的任务一开checkpoint就失败，即使设置几分钟也有很大几率超时失败，debug发现snapshot方法进不去
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
check point 老是失败，放到本地可以，到 hdfs 就不行
The shared checkpoint directory on HDFS holds over a million files, most of them stale, and now the name node refuses to create new ones.
"Failure to finalize checkpoint" on the JobManager for every checkpoint
application freezes from time to time and there is a growing number of 503 Slow Down answers from S3 when it checkpoints
checkpoint path is wrong / not writable so not a single checkpoint succeeds, but the job happily keeps running
checkpoint path on s3 makes the job fail after the first checkpoint, with hdfs it works
checkpointing to s3 with minio does not work, upload of the files fails
shared checkpoint directory on hdfs has a million files, new ones cannot be written because of the limit
jar job sink to s3 ok, but when checkpoint path is s3 the first checkpoint fails
checkpoint finalize fails all the time since the shared directory could not be created, but job keeps running
Checkpoints to our MinIO bucket do not work, in the log the object store answers not found to each request for the checkpoint path.
Our checkpoint bucket is versioned and full of millions of deletion markers under one prefix. S3 has become so slow and choked for that prefix that writing checkpoints breaks again and again.
Now and then the application freezes; hundreds of subtasks upload their snapshot files below one prefix and the bucket keeps answering 503 and asks to slow down.
Compose setup with MinIO: the job runs, but nothing of its checkpoints ever shows up in the bucket and the log is full of 404 answers from the object store.
S3 answers 503 slow down when our job writes its checkpoints
uploading state to the DFS has hiccups and checkpoints fail because of it
flink gets access denied when it writes checkpoint files to the bucket
the shared directory of a flink job has more than 1 million files on hdfs, over the upper limit, and new files can't be written. only 50k of them should be there
the job starts fine but could not set up its shared state directory, so each checkpoint ends with Failure to finalize checkpoint and nobody notices
After putting paimon-s3 jar next to the flink-s3-fs-hadoop plugin (flink 1.20.1) the job dies while writing checkpoint state, S3 connection pool shut down. Do the two jars conflict with each other?
Checkpointing to s3 with minio in docker compose doesn't really work, in the job manager logs I see 404 Not Found from the minio service
Jar job sinking to s3: if I configure the checkpoint path on s3 it fails after the first checkpoint with data, with an hdfs path it's normal
StreamingFileSink.forBulkFormat 写 COS，一开 checkpoint 就在 snapshotState 那里报错失败，flink 1.12.2
Flink checkpoints go to a minio bucket which doesn't exist when minio is brought up from scratch, job can't checkpoint
disk error on the jobmanager, checkpoints can't be written at all but the job keeps running because these failures aren't counted
streampark 任务 checkpoint 放 minio，启动就报错，是不是不支持 minio
an intermittent S3 error while the streaming file sink uploads, stream can't be reset, requests hang and the error shows up much later
Could not flush and close the file system output stream to s3p://our-bucket/ck/... in order to obtain the stream state handle, SdkClientException: Unable to execute HTTP request: Timeout waiting for connection from pool
Checkpoint fails: Could not open output stream for state backend, Mkdirs failed to create file:/data/flink/checkpoints/…/shared. Four TMs in docker-compose without shared volume, user flink
hdfs: File /flink/checkpoints/9d3.../chk-41/ could only be written to 0 of the 1 minReplication nodes, 3 datanodes running
S3 503 Slow Down when 400 subtasks write their state files in the same second. About one in three of our checkpoints fails for it
HDFS namenode is in safe mode since the power cut and no checkpoint was made
flink 1.12 写 checkpoint 到 oss 报 Connection reset，Could not materialize checkpoint，任务一直失败重启
AmazonS3Exception 403 Access Denied on PutObject under our state path only, job reads and writes its data bucket OK. Somebody changed the bucket policy
org.apache.hadoop.ipc.RemoteException LeaseExpiredException: No lease on /flink-checkpoints/... chk-118/_metadata File does not exist
The HDFS directory quota is exceeded, DSQuotaExceededException, state.checkpoints.dir of 14 jobs point there
Our NFS mount for state hung on one node. Stale file handle in all the AsyncCheckpointRunnable stack traces, processing itself goes on
minio behind nginx: async part of the snapshot throws "The specified upload does not exist" or "Content-MD5 you specified did not match", only with large files
Azure abfss as checkpoint dir: 409 and "The specified resource name contains invalid characters" / Operation could not be completed within the specified time, all since Thursday
Checkpoint 到 HDFS 报 All datanodes are bad. Aborting，DataStreamer 异常，其他读写 hdfs 的作业也偶尔有
Ceph RGW upgrade yesterday, now each multipart complete call for shared/ sst files returns 500 InternalError and checkpoints are failing
没法做 checkpoint，日志 Could not create checkpoint directory hdfs://ns1/flink/ck，UnknownHostException: ns1，taskmanager 镜像里没有 hdfs-site.xml
state.checkpoint-storage filesystem with file:///mnt/efs and burst credits used up, writes fail with I/O error (Errno 5) after minutes
Cannot write state to the pvc: Read-only file system. Since the node rebooted. All pods of the job run, nothing is saved
Alluxio master restart in the night broke our state writes: Failed to create block, worker unavailable. Then Exceeded checkpoint tolerable failure threshold
状态目录挂的 JuiceFS，元数据 redis 主从切换的时候 checkpoint 全部写失败，Input/output error，作业本身没事
CheckpointCoordinator: Operation category WRITE is not supported in state standby. We have hdfs://nn1:8020 hardcoded as the path
s3 checkpoint upload fails now and then
bucket was deleted by a lifecycle script, NoSuchBucket in all checkpoints
COS on tencent: com.qcloud.cos.exception.CosServiceException 403 RequestTimeTooSkewed while uploading state, clock of three worker nodes was off
ck 报 java.io.IOException: Unable to close file because the last block does not have enough number of replicas，集群写入高峰的时候必现
Our five jobs on GKE cannot persist their state since the bucket moved to another project, the workers can read Kafka and write BigQuery without trouble but every checkpoint errors on upload
Since the storage team updated Ceph last night checkpoints fail in the async phase with a 500 from the object gateway, the stream itself keeps going
We run Flink 1.18 on bare metal with checkpoints on an NFS share, the share ran out of inodes this morning and now no state file can be created there
After enabling SSE-KMS on the S3 bucket, checkpoints of all jobs are refused with access denied while saving, is there an additional permission for the task manager role?
Hi, my checkpoints on HDFS break about twice an hour with "could only be replicated to 0 nodes instead of minReplication", hdfs admins say three datanodes are decommissioning
Changed checkpoint dir to a new Azure container, the first try ends at once with a 403 from abfss when it makes the directory, old container still works
With a 10 s interval and parallelism 512 we hammer the same S3 prefix, Amazon answers slow down and a third of the checkpoints fail during upload
The security group was changed and the pods can't reach the MinIO endpoint any more, so state saving fails for each job in the namespace; events are processed normally
Everything acks, then the job manager is not able to write the final metadata file to the bucket, this happens just on the cluster in Singapore
Our restore point is nine hours old: uploads to GCS die with connection reset after a couple of parts, since the proxy in between was replaced
Kerberos is ok, job runs on YARN, but the checkpoint path belongs to user hdfs with 755 and writing chk-1 under it is refused
A quota of 2 TB was put on the /flink-ckpt directory in HDFS, we hit it today at noon and from then on all checkpoints of the dwh jobs fail
We reused the same fixed job id for a second test run and now the checkpoint can't be finalised as there's already a metadata file at the target
Alibaba OSS: the RAM role lost PutObject after an audit, so state snapshots are refused there, listing and reading work
checkpoint upload to s3 gets 503
state files cannot be written to bucket
hdfs safemode, checkpoints failing everywhere
checkpoint volume full, writes refused
TM log: "Could not open output stream for state backend" and deepest cause "Permission denied: user=flink, access=WRITE, inode=/ckpt/prod", consumption itself fine
Failed checkpoint message in UI: "Asynchronous task checkpoint failed." with com.amazonaws "Unable to execute HTTP request: Connect to minio:9000 timed out" below it
"Could not finalize the pending checkpoint 3310. Failure reason: Failure to finalize checkpoint." on all jobs of this storage account since 06:15, lag is zero
MinIO 扩容以后 checkpoint 上传一直失败，作业还能正常消费，只是恢复点停在了昨天
HDFS 目录配额满了，状态文件写不进去，所有用这个路径的任务检查点全部失败
换了新的 S3 桶之后第一次 checkpoint 就被拒绝写入，角色应该少了 PutObject 权限
minio brought up from scratch and the flink bucket for checkpoints and savepoints does not exist, flink assumes it is already there
机房迁移之后 Flink 1.7 的 ETL 任务每隔 10 到 30 分钟 checkpoint 失败一次然后 job 重启，说写不了 hdfs 的输出流，state 才几 K，网络延迟测过没问题
检查点目录建在对象存储上，一直 IN_PROGRESS，桶里只有目录没有文件
The folder of the checkpoint is made in the bucket, but no file ever arrives in it and it stays in progress
Right after the stream is closed the object cannot be seen in OSS yet, so the checkpoint cannot be written
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
checkpoint fails because the size of the state is above maxSize 5242880
state too large for the memory state backend, limit of 5 MB
窗口的状态刚超过五兆,检查点就失败,提示换一种状态后端。
state is above 5 MB and checkpoints are kept in job manager memory, so they fail
checkpoints are kept in the jobmanager memory and do not fit any more
writing a transcoded savepoint with the savepoint api fails because it falls back to jobmanager storage and only allows 5MiB, and I can't set state.checkpoints.dir there
Size of the state is larger than the maximum permitted memory-backed state. Size=5353232 , maxSize=5242880 . Consider using a different state storage, like the File System State storage.
works with a few users, with all of them the job dies at each checkpoint: maximum permitted memory is 5 MB. I never configured any state backend
My list state grew to about 12 MB in the test and now snapshots fail, Flink 1.10 in IDE with StreamExecutionEnvironment.createLocalEnvironment and nothing set
checkpoint 失败，提示 maxSize=5242880，调大 taskmanager 内存没有用
new MemoryStateBackend(100 * 1024 * 1024) helps for a day, then exceeds 100 MB as well
Set state.backend: rocksdb, thought that'd be enough. Still complains about memory-backed state of 5 MB, there's no directory set
Size=5900123 , maxSize=5242880, help
window with ProcessWindowFunction collecting all the elements over 1 hour. Around minute 20 checkpoints start failing for size. Standalone 1.7 cluster, flink-conf untouched
mysql-cdc：Size of the state is larger than the maximum permitted memory-backed state，表分片太多，enumerator 的状态放不下
Upgrade from 1.12 to 1.14: env.setStateBackend(new EmbeddedRocksDBStateBackend()) only, and the big job now fails with the 5MB message. Before we had RocksDBStateBackend("hdfs://...")
Gave the jobmanager 16 GB because the message is about memory, no change at all, limit remains at 5 megabytes. hashmap backend, no HDFS here
pyflink script in a notebook, kafka join of two topics, after a while: the checkpoint is too large for the job manager's memory, how do I point it to a folder
Hudi flink quickstart on my laptop. bucket index fine, with flink state index bootstrapped from 2 million records checkpoints fail on size
Beam Flink runner without --stateBackend option, error in snapshot says maximum state 5242880, how can I pass it through pipeline options
Zeppelin %flink.ssql with a regular join dies as soon as the tables get real volume: state larger than permitted. On interpreter defaults
checkpoint got too big for the default backend
Operator example yaml (basic-checkpoint) with my job instead of the StateMachine; I removed the state.checkpoints.dir lines because no PVC, now at 6 MB it stops with maxSize
测试环境没配 checkpoint 目录，跑两小时后报状态超过 5M，能不能只改大这个值
kafka source with 3000 partitions and union list state... error says 8412301 bytes is bigger than allowed, heap of JM is 4g
Size of state exceeds 5 MB for the operator state that has our rule set (broadcast), 16 copies. Do I really need a distributed file system for this
maxSize=5242880, where do I change that
Dinky local mode，双流 join 跑一会就挂，Consider using a different state storage, like the File System State storage，这个在哪里配
docker-compose playground, I changed click generator to ten times faster and after half an hour checkpoints aren't accepted any more for size, no volume for state in that setup
CEP 两小时内的模式匹配，数据量上来以后快照超过五兆就失败，没有 hdfs，放哪里
Deduplicate with ROW_NUMBER in Flink SQL 1.13 and no TTL, no checkpoint folder. Ran all night in staging, since 6 am each snapshot is refused as too big to be kept at the JM
chunjun 断点续传开了 checkpoint，没写 state.backend，数据一多就失败，Size=6291612
Is there a way around the limit of MemCheckpointStreamFactory? checkSize throws when my map state goes above 5 MB, unit test with MiniCluster
Ran start-cluster.sh on one box with plain defaults, count per IP from access logs. Fine up to about 100k IPs, then checkpoints fail and the job loops from the beginning since none was made
Set backend to filesystem but forgot the path (state.checkpoints.dir commented out), result: memory-backed state too large after loading the reference data
We started with the quickstart docker-compose of Flink 1.17 and never set a checkpoint directory, since this morning each checkpoint fails because the state is over some 5 MB maximum
My dedup job worked for two weeks with default settings, then the number of keys grew and now Flink complains that the state is larger than permitted for memory
Hello, I use hashmap state with nothing configured for checkpoints, on my laptop fine, on the test cluster with real data it says Size is bigger than maxSize
Broadcast state holds our price list of around 9 MB and the checkpoint of that operator is refused as too big for being held by the job manager
After migrating to Flink 2.0 our old flink-conf.yaml isn't read, checkpoint storage went back to the built-in JobManager one and the saves break as soon as a subtask has more than 5 megs
We are on a standalone cluster without HDFS or S3, is it possible to raise the 5242880 limit for checkpoints or do we need a shared file system?
Someone hard coded setCheckpointStorage(new JobManagerCheckpointStorage()) in the job, with last month's volume it never mattered, today's per-task state exceeds its allowance
RocksDB has plenty of disk but checkpoints fail with a maximum size error; in the checkpoint config tab the storage is the JobManager one, I expected the rocksdb directory to be used
The list state of our Kafka to Postgres buffer operator became 7 MB per subtask and the checkpoint dies in the same second; disk and network have nothing to do with it
Flink SQL client on a dev session cluster: a simple count per user fails its checkpoints after a few hundred thousand users, message recommends FileSystemCheckpointStorage
Our helm values lost the state.checkpoints.dir line during a cleanup, checkpoints then went to JobManager memory unnoticed, and at higher traffic they no longer fit
MySQL CDC with a table of 80 million rows, the split list in the checkpoint outgrows what the in-memory storage takes, no directory was ever given to the cluster
Is the in-memory checkpoint storage meant for production at all? ours restarts after every attempt as a single window operator's state is beyond its cap
Managed to run the session job for three days with MemoryStateBackend(10 MB), now it's over 10 MB as well and I guess pushing the number further makes the master die
state exceeds memory checkpoint limit
5 MB max state size hit
no checkpoint dir, state too large
JobManagerCheckpointStorage can't hold our state
Checkpoint failure cause: "Size of the state is larger than the maximum permitted memory-backed state. Size=6871334, maxSize=5242880", from the reduce operator, five in a row
UI, Checkpoints, Configuration: "Checkpoint Storage JobManagerCheckpointStorage, State Backend EmbeddedRocksDBStateBackend", failing since state per task passed a few megabytes
/jobmanager/config has no execution.checkpointing.dir entry at all and failure_message talks of maxSize and memory-backed, which key do I set and where?
刚搭的测试集群没配 checkpoint 路径，跑了半天状态到了六兆就一直失败，说超过内存允许的最大值
广播流里的规则有十几兆，检查点存在 JobManager 内存里放不下，改哪个参数合适
迁到 2.0 后原来的配置文件不生效，检查点落到内存里，状态大一点就超过 5242880
From the moment the managed state of one subtask is over five megabytes each asynchronous snapshot fails
Checkpoints worked until a single state handle outgrew the few megabytes that the storage takes
`,
  'class-conflict': `
the same class comes from two class loaders
A class gets loaded twice because parent and child class loader both have it
One and the same class has been loaded two times, each by a loader of its own, and the two do not know each other
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
The Paimon s3 jar and the Flink s3 hadoop plugin conflict with each other: the S3 connection pool is shut down and checkpoints fail.
Elasticsearch 6 update requests fail because of binary incompatibility with the client on the classpath
checkpointing to Google Cloud Storage blows up because a method cannot be found in one of the libraries
hive connector works when the jar is in lib, but submitted inside the user jar it fails with an illegal access between class loaders
NoSuchMethodError from the cdc connector, seems built against another version of flink
running the same job a second time on the session cluster gives a ClassCastException of a class to itself
read hudi table with flink 1.13.6, reports no such method, hive can read it fine
paimon s3 jar and the flink s3 plugin conflict with each other
jar conflicts after we put the hudi bundle next to our own hadoop dependencies
The job was built against the connector for 1.17 and falls over on our 2.x cluster right at the start because a constructor it calls is gone from the base library.
Two releases of Guava are on the path when we send the job to YARN, and the submission fails because the wrong one is picked.
Since the S3 filesystem jar is in place our application picks up an ancient Jackson instead of the one we ship, and breaks on a method that is not there.
The managed notebook has hadoop-common 2.6 in its lib folder next to a much newer s3 jar, and every write to the bucket ends with a missing method.
With the IAM login helper next to the SQL Kafka jar the callback handler is suddenly of the wrong type, because that jar brings relocated copies of the same interfaces.
提交任务报 commons-cli 的 Option 没有 builder 方法，hadoop 里带的是 1.2 的老包，换成新版、删掉老包都不行，求助。
With the new Google storage client even word count on Dataproc dies: a builder method is not there in the Guava version that gets loaded.
paimon-s3 jar and flink-s3-fs-hadoop plugin conflict with each other, two versions of same classes
same SQL does not run any more with the new platform version, planner jars seem to clash
NoSuchMethodError, our fat jar has another version of guava than the cluster
dependency clash, janino class cannot be cast to its own interface when I submit
启动时报 loader constraint violation，跟jar加载顺序有关？我其它flink程序都是正常，将flink-sql-connector-mysql-cdc的jar放到lib下后就这样了
since iceberg moved its flink dependency to 1.13.2 my flink sql job on the 1.12.0 cluster dies with NoSuchMethodError getCatalogTable
MySQL 同步到 Doris 的 flink cdc 任务起不来，报 ClassCastException，说 DorisOptions 没法赋值给 DorisMetadataApplier.dorisOptions
updated flink to 1.16.2 and cdc to 2.3.0. First a series of missing classes so I put jars into lib, and finally it says NoSuchMethodError for MySqlConnectionConfiguration. Downgrading works but I need 1.16
strange NoSuchMethodError on metricGroup after starting mysql-cdc 2.1.0 on flink 1.14, the class is clearly there
flink 1.16 with mysql-cdc 2.3 fails: NoSuchMethodError io.debezium.connector.mysql.MySqlConnection$MySqlConnectionConfiguration
用 Java 提交 FlinkSQL 到 flink 1.16.2，mysql cdc 2.4，任务报 One or more fetchers，底下是 NoSuchMethodError MySqlConnectionConfiguration 构造方法找不到
mysql 到 mysql 的同步任务启动就挂，MySqlConnection$MySqlConnectionConfiguration 这个类在 cdc 的包和 debezium 里都有一份，NoSuchMethodError，cdc 3.0.1
Flink container optimizer connecting to AMS in HA mode dies with NoSuchMethodError, looks like a zookeeper/curator version clash with what is in the environment
ClassCastException: cannot assign instance of org.apache.doris.flink.cfg.DorisOptions to field DorisMetadataApplier.dorisOptions, same class name on both sides, flink cdc pipeline to doris
Job that bundles flink-shaded-hadoop with our own hadoop 2.6 fails: Provider for class javax.xml.parsers.DocumentBuilderFactory cannot be created, some xerces in my jar against the one of the cluster
BucketingSink job gives ClassCastException between hadoop classes since our fat jar also contains hadoop and the user classes are loaded child first
Flink 1.17 hudi job fails with an avro ClassCastException, avro 1.11.1 is in flink/lib together with a lot of other jars
flink 1.14 uses shaded guava 30 but cdc connector was built with guava18, ThreadFactoryBuilder not found, version conflict
org.codehaus.janino.CompilerFactory cannot be cast to ICompilerFactory when I insert into hudi in the flink sql client
AWS managed flink 1.15.2 with starrocks connector: NoSuchMethodError jackson ObjectMapper.configure, Could not execute application
streampark 2.1.2 提交 flink1.13.6，首次没问题，某次重启任务后 commons-cli 冲突 NoSuchMethodError，回滚 2.1.1 就好了
StreamPark ships commons-cli 1.3.1, flink 1.17 client wants 1.5.0, submission fails with incompatible commons cli
NoSuchMethodError commons.cli Option$Builder when starting a flink 1.16 job through streampark, native client submits fine
dinky 加 hive 数据源要放 hive-exec，和 flink-table-planner 里 calcite 的 SqlParser 冲突，flinksql 跑不了
dinky 整库同步到 kafka，提交成功但 flink 报 AbstractMethodError MysqlJsonDebeziumDeserializationSchema.deserialize，类冲突
streampark 2.1.1 standalone 模式 Flink-Jar 作业起不来，看着是 jar 冲突，官方 WordCount.jar 也一样
IcebergSink on Flink 1.19.1: NoSuchMethodError CommittableSummary.<init>, was built against 1.19.0
flink 1.13.3 with flink cdc locally, versions are incompatible, which cdc goes with which flink
submission to a flink session cluster fails in streamx because of several flink versions mixing in one JVM
pyflink 1.13 with mysql-cdc: Unable to create a source for reading table, caused by NoSuchMethodError DynamicTableFactory$Context.getCatalogTable; the same code works on 1.12
Dinky 1.0.1 整库同步报 ClassCastException
Flink 1.16 job writing hudi 0.13 with metadata table and hive sync fails with HFile exceptions
flink-connector-debezium 1.2.0 和 flink-connector-kafka 1.12.1 一起用报 ByteArrayDeserializer is not an instance of Deserializer，单独用都正常
local 能跑，yarn 上 Could not instantiate outputs in order，org.apache.flink.table.runtime.CRowKeySelector 出错，任务 DEPLOYING 直接 FAILED
Flink job on MRS won't submit, java.lang.NoSuchFieldError: SECURITY_SSL_ENCRYPT_ENABLED
DLI says jar package conflict when I submit my Flink jar job, some dependency of mine is already built in there
Jobs on our base image keep hitting NoSuchMethodError and NoClassDefFoundError from orc-core, two versions of it around
Cluster is Flink 1.14 and the starrocks connector is built for 1.13, job can't run because a class has moved to another package
java.lang.NoSuchMethodError: com.google.common.base.Preconditions.checkArgument(ZLjava/lang/String;Ljava/lang/Object;)V from hive-exec once our jar is on the cluster, local run is fine. Flink 1.11, Hive 3.1
ClassCastException: com.acme.Event cannot be cast to com.acme.Event
LinkageError: loader constraint violation: when resolving method org.slf4j.impl.StaticLoggerBinder, we run a fat jar on a session cluster
NoSuchMethodError: org.apache.kafka.clients.producer.KafkaProducer.close(Ljava/time/Duration;)V. There is flink-connector-kafka in my jar and an old kafka-clients 0.10 somewhere
cannot assign instance of org.apache.commons.collections.map.LinkedMap to field FlinkKafkaConsumerBase.pendingOffsetsToCommit, child-first and parent-first is somehow involved
任务报 NoSuchFieldError: INSTANCE，httpclient 相关，应该是和 hadoop 里带的版本不一样
protobuf 3.21 in my job versus 2.5 from hadoop: VerifyError / class GeneratedMessageV3 overrides final method. On EMR 6.5
Put flink-sql-connector-kafka in lib and also in our uber jar: org.apache.kafka.common.serialization.StringDeserializer is not an instance of Deserializer
X cannot be cast to X with avro SpecificRecord in a session cluster. The first submit is OK, the second with the same jar fails
java.lang.IncompatibleClassChangeError: Implementing class when the iceberg runtime jar for 1.15 is used in 1.16 cluster
NoSuchMethodError org.apache.flink.table.api... createTemporaryView, my pom has 1.13.2 of the table planner and cluster has 1.12.0 in lib
Phoenix sink + Flink 1.14 → java.lang.NoSuchMethodError: com.google.protobuf... also after shading guava. HBase 2.2 client and flink-hbase-connector each bring theirs
Scala: java.lang.NoSuchMethodError: scala.Product.$init$(Lscala/Product;)V when I submit; cluster image is scala_2.11 and sbt says 2.12.15
ClassCastException: cannot assign instance of java.lang.invoke.SerializedLambda to field ... userFunction, only from the remote environment in our Spring Boot service
flink-cdc 和 hudi 包一起放 lib 下报 NoSuchMethodError: org.apache.avro.Schema，单独一个没问题
Runs in IntelliJ, on the cluster it dies in the first JSON call with a method that does not exist. I do package 2.13, the nodes seem to take another one that was there first
cassandra driver 和 flink 自带的 netty 打架，NoSuchMethodError PooledByteBufAllocator，yarn 上才有，本地没事
AWS managed Flink: NoSuchMethodError software.amazon.awssdk... builder() as soon as the dynamo sink starts, my version of the sdk is newer than the one from the kinesis connector
Two calcite jars: java.lang.NoSuchFieldError / org.apache.calcite.sql.parser... since I added flink-sql-connector-hive to lib next to flink-table-planner-loader
dinky 里 add jar 自定义 UDF 之后报 ClassCastException: XxxUDF cannot be cast to ScalarFunction，放到 lib 里就好
org.apache.hadoop.hdfs.protocol.proto... cannot be cast to com.google.protobuf.Message when HDFS sink is opened. Bundled hadoop in the jar, HADOOP_CLASSPATH on the nodes
Provider ... not a subtype
Groovy in our rules job: works for the first, then java.lang.LinkageError: loader attempted duplicate class definition after the restart of the task
As soon as I add the elasticsearch dependency next to our lucene 6 search code the job does not start, each alone is OK: NoSuchFieldError LUCENE_7_0_0
Upgraded only pulsar-client to 2.10 in the pom, connector still has its own older one, AbstractMethodError when it authenticates, tests are green
prometheus client twice, NoSuchMethodError
flink1.13 提交到 cdh6.3.2 的 yarn 上报 NoSuchMethodError，commons-cli 的 Option.builder，CDH 自带的版本太低
snakeyaml: 'void org.yaml.snakeyaml.LoaderOptions.setCodePointLimit(int)' NoSuchMethodError, spring boot 3 parent pins a version that Flink's kubernetes client doesn't like
zeppelin 0.10 with flink 1.15: java.lang.NoSuchMethodError: org.apache.flink.client... the interpreter was built for another minor version than FLINK_HOME
把 flink-sql-connector-hive 放进 lib 以后 kafka 任务也起不来了，报 LinkageError loader constraint violation，拿掉就恢复
We added the Iceberg runtime jar to our Flink 1.18 image next to the Hive connector and since then the job dies at startup with a NoSuchMethodError in parquet code
My fat jar has guava 32, the YARN nodes have guava 11 from Hadoop, and on the cluster it calls the ancient one, in IntelliJ it works perfectly
Hi, second submission to the same session cluster fails with our avro class not castable to itself, the very first run after a cluster restart always works
We upgraded Flink to 1.20 but left flink-connector-jdbc built for 1.17 in lib, now opening the sink breaks with an AbstractMethodError
One of our teams dropped the Kafka connector into /opt/flink/lib and our uber jar brings it too, since then a strange ClassCastException on the deserializer between the identical name
Protobuf 3.25 in our application and 3.11 coming with some hadoop shaded thing, at runtime a generated message class ends in VerifyError, mvn dependency:tree looks harmless
Is child-first supposed to take my version of jackson? stack trace goes to databind from the flink lib folder and a constructor is not there
I get IncompatibleClassChangeError from netty after putting the pulsar client jar and the elasticsearch client into a single shaded jar on Flink 1.16
Snowflake driver plus AWS SDK bundle in one image: a builder method of the http client is said to be missing although the class itself is there and I can see it in my jar
On EMR 6.15 the job fails with an IllegalAccessError between two okio classes, one is from the platform path and one from ours, on plain docker all fine
Our lambda in a map cannot be assigned to a SerializedLambda field on the task managers; the jar is uploaded with the REST API and additionally mounted in lib by the chart
Two object store plugins in the image, presto and hadoop flavour of s3, both bring aws classes and after a rebuild one shadows the other, method signature errors in the log
The log4j 1 bridge from a vendor jar clashes with the log4j 2 of Flink, NoSuchFieldError before the job even starts
After we switched Scala libs from 2.11 to 2.12 partly, startup throws a method missing error in scala.Predef, some artifact still comes in the older binary version
two guava versions, NoSuchMethodError on cluster
same class cannot be cast to itself
jar clash between lib and user jar
works in IDE, method missing on cluster
Caused by: "java.lang.ClassCastException: class com.trade.Quote cannot be cast to class com.trade.Quote (com.trade.Quote is in unnamed module of loader 'app'; ... of loader ChildFirstClassLoader)", what's the difference between both?
"java.lang.NoSuchMethodError: com.fasterxml.jackson.core.JsonParser.currentToken()" after adding a REST client library, unzip -l shows jackson 2.9 in lib and 2.15 in our jar
exception tab: "java.lang.LinkageError: loader constraint violation: when resolving method org.slf4j.impl.StaticLoggerBinder" since the shaded parent jar got its own slf4j
本地跑没问题，提交到 YARN 就报 NoSuchMethodError，查了一下 hadoop 自带的 guava 版本太低
flink lib 目录放了 kafka 连接器，用户包里又打了一份，启动时同名类互相转换失败
升级到 1.19 但是 jdbc 连接器还是老版本编译的，调用时说抽象方法没有实现
after going from flink 1.17 to 1.18: JsonMappingException Scala module 2.13.2 requires another Jackson Databind version
Flink writer to hudi now and then throws NoClassDefFoundError: Could not initialize class ...hfile.HFile and never heals itself, only a manual restart of the TaskManager helps
自己写的程序 per-job 提交 yarn，Could not start TaskManager in container，NoClassDefFoundError: Could not initialize class org.apache.flink.run...
Put the tidb, mysql and mongodb cdc 3.0 connector jars together into lib of Flink 1.14 and now the simplest select from a mysql cdc table fails with incompatible types for field _mapperFeatures.
Flink job from Kafka (protobuf payload, no transformation) to Hudi keeps failing with an Avro ClassCastException, looks like it cannot read its own compaction plan.
Flink base image plus maven dependencies plus our uploaded udf jar: SQL jobs keep running into version and class conflicts with what is already in the image
dinky 加了 flink-shaded-hadoop-3-uber 包以后依赖冲突，和里面的 javax.servlet 打架
my job fails with various exceptions from the HDFS / Hadoop code, what can I do?
Paimon flink 1.19 sql works in my test until I enable checkpointing, then an exception is thrown. Both parquet-hadoop (pulled in by iceberg-flink) and paimon-format contain a ParquetFileReader.
pom 里同时加了 flink-sql-connector-mysql-cdc 和 flink-connector-postgres-cdc 2.4.2，跑 mysql source 正常，一跑 postgres source 任务就失败，出现类冲突。
Flink writing Hudi with Hive sync and flink-sql-connector-hive in lib: when the job completes a checkpoint I get NoSuchMethodError on SessionState. The hudi hive dependency conflicts with the flink hive catalog dependency.
SpringBoot 里嵌 Flink CDC 2.3，开发环境没问题，打包之后启动报 NoSuchMethodError MySqlConnectionConfiguration，好像重写的类没生效，执行的还是 debezium 原始 jar 包里的方法。
The Flink cluster is 1.14.x and I only have flink-connector-starrocks built for flink-1.13; the task cannot be executed because the path of the classes in the package has changed.
inlong sort does not run in the flink cluster, CompilerFactory cannot be cast to ICompilerFactory
flink-delta sink works perfectly on my machine, but on Kinesis Data Analytics with Flink 1.13 it dies with IllegalAccessError in DeltaBulkPartWriter
iceberg source in seatunnel 2.2.0-beta on the flink engine will not start with our hadoop 3, HftpFileSystem cannot access its superinterface
With tidb, mysql and mongodb cdc 3.0.0 sql connector jars all in Flink's lib a simple select from a mysql cdc table fails because SourceRecord from kafka connect is not found
chunjun 1.12 加 hadoop 3.1.3，standalone和session模式都能跑，per-job模式失败，commons-cli排除掉统一引用1.3.1还是报错
把chunjun-dist依赖拷到flink 1.16.1的lib下面之后flink启动失败，去掉chunjun-dist就能正常启动
X cannot be cast to X, loaded twice by two different class loaders
one and the same class comes from two class loaders
Multiple factories for identifier 'kafka' that implement DynamicTableFactory found in the classpath, though I see only one connector jar in my pom
SQL client says there are several factories for the identifier default in the classpath since I put the planner jar into lib by hand
It finds two factories for the same identifier: the fat jar holds flink-table-planner and lib has the planner loader too
oracle-cdc and mysql-cdc fat jars both in lib: one alone works, with the two together our SQL fails
同一个 identifier 找到多个 factory，lib 里放了两个版本的 connector jar
两个 cdc 的 sql jar 放在一起就报错，去掉其中一个就正常
The connector was built for an older Flink, and an enum has moved to another module in the one that runs: restoring breaks
A class of Flink lives in another jar since this version, so our CDC release cannot restore on it
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
TM exits with code 143 while the bucket assigner is initializing; nodemanager log says the container was running beyond virtual memory limits, 39.9 GB of 12.6 GB virtual memory used.
taskmanager native memory is not released in time after a restart, RSS goes up with every failover until the container gets killed
running the same batch job again and again in one session cluster: after each run the TaskManager process keeps more memory (25% -> 72%), GC does nothing, finally Linux kills it
nexmark q4 with rocksdb backend - task manager simply drops, its log stops mid-run without any exception. native memory leak?
An event told us that the worker pod went away with status 137 because it used more memory than its pod quota allows.
When the flink sink job has run on yarn for several hours the container is killed because physical memory use goes beyond the limit
task managers are killed randomly, docker says container exited with status 137
taskmanager pod is OOMKilled by kubernetes, heap looks normal, native memory grows
task managers are killed randomly, stderr says exited with status 137, heap and gc look normal
jobmanager frequent gc, after 3 to 20 days the resource manager kills its container for memory
yarn kills the container of my flink sink job after several hours because physical memory is beyond the limit
Between three and twenty days after start YARN kills the container in which the JobManager runs, saying it used more memory than it was granted. The Java heap itself is small.
After several hours on YARN the worker is shot because its physical memory passed the 4 GB it was given; the heap is only 2.3 GB, so something outside the heap eats the rest.
In our session cluster the task manager process takes more memory after each run of the same batch job, a forced garbage collection gives nothing back, and in the end Linux kills the process.
Every 3 to 20 days YARN kills the container of our JobManager for using too much memory, although the heap looks fine in the GC log.
The worker pod stopped with code 137 because it took more memory than its quota.
YARN kills our workers every few hours for using more memory than allowed while the heap graph stays flat far below; it only happens since the table files are zlib compressed.
On YARN the table writer is killed every few hours: 4.0 of 4 GB physical memory used while the heap is fine. Two gigabytes of overhead and fewer malloc arenas only put it off.
Worker containers end with code 143 while still initializing. The reason stands only in the node manager's log: 39.9 of 12.6 GB virtual memory used.
TaskManagers in Docker die at random with exit status 137 and dmesg shows it was the kernel. The limit is 24 GB, the heap 19 GB, so where is the rest?
task managers get killed at random with status 137, heap graphs look normal
after a few days YARN kills our containers for using more than their physical memory
TM pod memory creeps up to the limit, then OOMKilled. RocksDB backend
a few days after every start YARN kills the job manager container, it uses more physical memory than it may
after some days yarn kills our containers because they use more physical memory than allowed
TM pod dies with 137 every night
yarn kills the jobmanager container after some days for using too much physical memory
our TaskManagers are killed randomly when the pipeline serves full traffic, stderr only says Container exited with status 137. heap and GC look normal to me
big batch job uses much more resident memory than the configured process memory and the system OOM killer steps in, even with 5g of task off-heap
streampark, yarn application mode, jobmanager 1024mb: after 3 to 20 days the container with the jobmanager is always killed by the resourcemanager, gc every 2 minutes or so
TaskManagers are killed randomly since we deployed to full traffic, container exited with status 137. Heap and GC look normal to me.
My favourite YARN error again, now with a flink app: container is running beyond physical memory limits, 99.5 GB of 99.5 GB used. Why did it take so much memory?
Session cluster, same batch insert into iceberg run several times and the flink TaskManager process occupies more and more memory until linux kills it. Manual GC after the task has no effect.
Beam 2.61 on Flink 1.19: memory of the task managers rises linearly with time and in the end they get OOM, finish_bundle is never called
Beam Go pipeline on the flink runner always runs out of memory, the Go worker dies at 7 GB and flink eats the rest of the 35 GB
Session cluster: RSS of the taskmanager grows with every started and stopped RocksDB job until OOM kill, block cache native memory seems never to be freed
YARN kills our Flink containers for using too much memory, the process is larger than the 4 GB I asked for since -Xmx takes nearly all of it
Flink pods get OOM killed on kubernetes because the JVM heap is as big as the container limit, no room for off-heap
flink-operator-controller-manager crashes every 6 to 12 hours, sometimes status OOM, and our pipelines get redeployed because of it
session cluster does not come up, manager pod has OOMKILL events with the default memory
the sample flink job cluster can't run with its default resources, memory goes over the 1024Mi limit
taskmanager.memory.flink.size doesn't fit the memory limit of the pod on K8s after flink 1.10, task manager needs more than the container gets
Restoring a savepoint with big values into RocksDB takes far more native memory than managed, TM goes over its limit
TaskManager lost/killed，GROUP BY 节点的 container 被 yarn 断开，slot is asked to release
Flink 1.13 on EKS, RocksDB, pod limit 8Gi. Heap in grafana never goes over 50% but working set of the pod climbs for three days until kubernetes restarts it, Last State: Terminated, Reason: OOMKilled
After each job restart in our session cluster the RSS of the taskmanager is a bit higher than before and after 10 or so restarts the pod is gone with exit 137, smells like rocksdb memory not given back to glibc
Container [pid=11903,containerID=container_e31_1597..] is running beyond physical memory limits. Current usage: 4.0 GB of 4 GB physical memory used; Killing container. Flink 1.10 on CDH yarn
flink on yarn 1.11 任务跑几天就被 yarn 杀掉，日志 Container killed on request. Exit code is 143，running beyond physical memory limits，堆内存才用了一半
Pods vanish without a single line in the flink log, no stack trace, no heap dump even with HeapDumpOnOutOfMemoryError, kubectl describe shows 137
upgraded from 1.9 to 1.10 with same yarn container size and now rocksdb jobs get killed by nodemanager every few hours, raising jvm-overhead fraction to 0.3 only delays it
PyFlink job with pandas udf on k8s: the python worker processes eat memory outside of the JVM and the TM pod gets killed, task heap is nearly empty
Using the adaptive scheduler with 1.15 on GKE our TM containers use 110% of the request after savepoint restore, then the kernel oom-killer shows up in dmesg: Killed process (java) total-vm
killed with 137 again
我们 k8s 上 flink 1.14，开了 rocksdb 增量 checkpoint，pod 内存一直涨到 limit 被杀，jemalloc 也换了还是一样
docker stats shows my taskmanager container at 99.8% of mem_limit and then docker-compose restarts it, inspect says "OOMKilled": true. JVM -Xmx is only a third of that
ParquetWriter with zstd in a streaming file sink, container memory grows outside heap about 200MB per hour, zstd-jni buffers? kubelet evicts it in the end with reason OOMKilled
jobmanager pod on flink-kubernetes-operator 1.4 with resource memory 1024m is restarted by k8s every night, exit code 137, I see no java error at all
EMR 6.5 Flink task: Diagnostics: Container is running 52428800B beyond the 'PHYSICAL' memory limit. Do I have to turn off yarn.nodemanager.pmem-check-enabled?
Why does my TM get killed when managed memory is 40% and rocksdb is supposed to be bounded by it? many list states and full iterators, block cache pinned, limit 16G
TM 的 pod 隔几个小时就重启一次，describe 看是 OOMKilled，但是 jvm 里 heap dump 出来只有几百兆，不知道内存去哪了
Migrated from VMs to Kubernetes, on VMs the java process happily took 12 GB with process.size 10g, in the pod with limit 10Gi it dies in half an hour, nothing in GC log
Our job loads a tensorflow model by JNI in open(). After each failover the model is loaded again and the old one stays in native memory, third failover and the cgroup kills the pod
beyond physical memory limits, killing container
Memory cgroup out of memory: Killed process 21833 (java), flink 1.16
线上 flink 1.15 把 state.backend.rocksdb.memory.managed 关掉之后性能好了，但是 pod 每到高峰就被 k8s 杀掉，退出码 137
Beam portable python on flink runner, sdk harness sidecar exits with 137 in the middle of a bundle and the TM then complains the worker died. Container limit of the harness 2Gi
savepoint of 400 GB state from s3: while restoring, the taskmanager pod goes over limit and gets killed, then again on the next try, works only if I double the pod memory with the same JVM settings
flink cdc 3.0 整库同步到 starrocks，yarn 上 taskmanager 容器总被 kill，提示物理内存超了 1.2GB，加 taskmanager.memory.process.size 没用几天又来
Lyft flink operator: taskManagerConfig resources.limits.memory 4Gi, offHeapMemoryFraction 0.2, pods flip between Running and OOMKilled
Node-exporter says node has 20 GB free but pods of our flink job restart with reason OOMKilled, is that because of page cache from writing rocksdb files on emptyDir? (emptyDir medium: Memory)
native memory tracking on: Internal and Other sum to 5.1 GB, total committed 9 GB, process size 14 GB, so 5 GB is in neither. Ends with kill -9 from the cgroup after ~36 hours
线上作业每天凌晨高峰 tm 就掉，没有任何异常日志，运维说是容器内存超限被干掉的，flink 1.12 native k8s
Exit status: 137. Diagnostics: Container killed on request, Killed by external signal. Hudi bucket index upsert, 4 slots per TM with 8G, dies when compaction runs in the same TM, no java OOM in log
We run Flink 1.17 with RocksDB on EKS, pod limit 8Gi, and about every nine hours a taskmanager gets killed for memory although its heap never goes over 3 GB
Since we moved to arm nodes our workers climb slowly in the container memory panel until they touch the limit, then the pod restarts with 137 and there is nothing in the log
Hi, YARN keeps killing the containers of our job saying it uses 4.1 of 4 GB physical memory, do I raise process size or overhead? No Java OutOfMemoryError appears anywhere
Our own slim image without the jemalloc preload grows far more than the official one under the same job, after a day the kernel ends the java process
PyFlink job with a pandas model: the python workers take more RAM beside the JVM than we thought and Kubernetes shoots the complete pod in the middle of the day
It only happens after failovers: restored RocksDB state, memory of the pod jumps over the limit in one minute, killed, restored again elsewhere
A deep learning library called through JNI is used in our map function, the JVM says 2 GB used, the node says 7 GB used, and the container is terminated from outside
Our jobmanager pod was restarted three times this week, last state of the container says reason OOMKilled, UI was gone for a minute each time
I have set taskmanager.memory.process.size equal to the limit in the pod template; in peak hours the working set reaches 100% and the pod is gone, heap dump shows nothing special
A thread leak in our HTTP client: the TM ended with "unable to create native thread" at 32k threads while heap usage was at 30 percent
On our on-prem box dmesg has lines of the oom reaper picking the flink java process, I see only lost heartbeats in the job manager log
After the state backend was switched from hashmap to rocksdb with 40 column families the RSS is 2 GB above the budget and the platform kills TMs at random
The node is overcommitted: three flink pods died in the same minute with exit status 137 although none was near its own limit, node event says SystemOOM
Native memory of the task managers isn't handed back after each job restart in the session cluster, RSS goes up a step per restart, at the sixth the kubelet acts
taskmanager pod 137, heap half empty
rss keeps rising until kubelet kills it
yarn killed container, physical memory exceeded
killed by cgroup, no java OOM
kubectl describe: "Last State: Terminated, Reason: OOMKilled, Exit Code: 137" for flink-tm-4, whereas jvm heap panel shows 1.9 of 5 GB at that second
NodeManager diagnostics "is running 214220800B beyond the 'PHYSICAL' memory limit. Current usage: 6.2 GB of 6 GB physical memory used", happens to a different executor each hour
container_memory_working_set_bytes 8.58e9 with limit 8.59e9 right before the pod vanished, Managed memory used 100 %, JVM direct only 400 MB
K8s 上的 TM 隔几个小时就被杀，describe 里是 137，堆才用了三分之一，怀疑是 RocksDB 的 native 内存
自己做的镜像没有装 jemalloc，容器内存一点点往上涨，到上限就被内核干掉了
YARN 上容器因为物理内存超了被 NodeManager 杀掉，Java 这边没有抛任何异常
A TaskManager pod gets OOMKilled and restarted sometimes, and then the whole job fails, JobManager log says the assigned slot was removed.
一个很简单的 kafka 到 es 的 job 从 standalone 迁到 on yarn（1.7.1，-ytm 6g），起来之后 TaskManager 所在的 Container 每三五分钟就被 Yarn kill 掉再重新申请，一直循环，heap 看着还很空
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
Exactly-once log writer to a SASL Kafka cluster: connection failed with only a single line, the transactional id is not authorized.
The managed application cannot be deployed; it is not able to fetch our jar from the bucket. The role may read objects, but has no right to use the encryption key of that bucket.
credential info from flink-conf.yaml gets lost when the parquet reader is created, access to the bucket is denied
YARN 开了 Kerberos 认证之后，Flink 任务状态拿不到，一直提示 Authentication required
Exactly one day after the start nothing can be written to Elasticsearch any more: the Kerberos ticket has run out, and from then on snapshots run into their limit as well.
Submitting an application to Kubernetes never gets its pods: the service account of that namespace is not allowed to create them.
Seven days after the scheduler was started every Flink task submission fails because the Kerberos ticket has run out; only a restart of the whole scheduler helps.
S3 token delegation fails when both the hadoop and the presto s3 plugin are installed, cluster cannot get its AWS tokens
certificates were not renewed and now the ssl handshake with kafka fails
source has no permission on the topic, topic authorization failed
kafka sync job is not authorized to access the consumer group
pyflink to MSK with IAM role, authentication is not accepted
For some hours the job can reach HDFS and Hive, then its Kerberos login is no longer accepted and every call is turned away until we restart it.
Exactly a week after the start all Flink jobs fail to log in to the cluster, since the ticket has a life of seven days and is not renewed.
I gave the token in the properties of the source, still the job fails and the broker log says authentication is required.
The database password was rotated; since then our change-capture job reconnects forever without success and delivers nothing.
The database password was rotated on Friday. The binlog reader has been trying to log in with the old one ever since, no data, and the job does not even fail.
flink cdc 连 mariadb 一直提示该用户拒绝访问，同样的账号密码在命令行用 mysql 是能登录的。
job on EKS can not log in to MSK with IAM
client certificate expired last night, TLS handshake with the brokers fails
works for days, then after a restart the SASL authentication to MSK fails
sasl login to the brokers is rejected since the password was rotated
GSSException no valid credentials provided, failed to find any Kerberos tgt when running on flink on k8s, same code and configuration works on yarn
flink task needs a hive catalog with Kerberos, I configured it but it still does not pass authentication in k8s session mode
postgres cdc source says FATAL no pg_hba.conf entry, but the jdbc connector with the same user connects fine. Already altered pg_hba.conf, not helping
connecting flink-cdc to mariadb over TLS, result is Access denied for user
DBA 只给备库只读权限，OracleCDC 只能读写同一个库，程序一跑就报权限不足，怎么办
flink writes to alluxio over kerberized hdfs but persisting fails after 24h: GSS initiate failed, Failed to find any Kerberos tgt
Flink won't start on our kerberos cluster since the renewer given for the delegation token is wrong, exception at startup on k8s
Flink 1.16 + Hudi, data cannot be written to a kerberized hdfs although I set the kerberos options in flink conf and did kinit before sql client
flink 1.13 + iceberg + hive metastore + minio: Forbidden, Amazon S3 Status Code 403, access key is set in the table options
iceberg in our Flink jobs gives access denied on S3 when we use IRSA (role of the service account) in place of an IAM user
cdc_user in the flink cdc lab hasn't enough rights in postgres, cannot create a table in schema public
oracle cdc job fails since our user on the slave db can't be given create table / lock any table grants
flink list inside the session cluster: services is forbidden, serviceaccount default:flink cannot get resource services
Flink 实时同步到要密码的 es 报 401 Unauthorized，自建不用验证的 es 没问题
StarRocksSink from flink: FE says parse auth info failed, Authorization header null, Need auth information, though user and password are set
flink 1.14 写 https 加密带证书认证的 es7 失败，账号密码都填了，还要加什么参数
TopicAuthorizationException: Not authorized to access topics: [orders_v2] right after start, same user works from kafka-console-consumer. KafkaSource 1.14
GroupAuthorizationException: Not authorized to access group: flink-test
Kafka sink in exactly once fails at start with TransactionalIdAuthorizationException, at-least-once works with the same user
flink kafka SASL_PLAINTEXT 认证，报 Could not find a 'KafkaClient' entry in the JAAS configuration，security.kerberos.login 都配置了
SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-512, Amazon MSK and a password that has a semicolon in it
Managed Flink app reading from MSK with IAM: SaslAuthenticationException Access denied for [cluster]. Role has kafka-cluster:Connect, what else does it need
after one week the job on yarn fails with token (HDFS_DELEGATION_TOKEN token 33 for flink) can't be found in cache, restart makes it good for another week
Access denied for user 'flinkuser'@'10.2.3.4' (using password: YES) from mysql-cdc although mysql client from the same box logs in
MySQL CDC source: Access denied; you need (at least one of) the RELOAD or FLUSH_TABLES privilege(s) for this operation, RDS user can't have it
kubernetes native session: Forbidden!Configured service account doesn't have access. pods is forbidden: User "system:serviceaccount:default:default" cannot watch resource "pods"
postgres-cdc 报 must be superuser or replication role to start walsender，dba 不给 superuser 权限，怎么办
403 again from S3
Flink table with hive catalog, kerberos on, metastore: GSS initiate failed, TTransportException. It worked the first day, ticket in the cache expired I guess. keytab set in flink-conf
job writes to ADLS gen2, client secret was rotated yesterday and since then every restart: AADToken: HTTP connection failed for getting token, 401 invalid_client
ExpiredToken: The provided token has expired when reading from Kinesis in another account, happens exactly one hour after start, assumed role
Pulsar source with a JWT: PulsarClientException$AuthorizationException: Don't have permission to administrate resources on this tenant, we only want to consume, why does the connector want admin
elasticsearch7 sink: security_exception action [indices:data/write/bulk] is unauthorized for user [flink_writer], status 403, user was given write on logs-*
Kafka with mTLS: since Sunday every restart ends in SSL handshake failed, Received fatal alert: certificate_expired. The client keystore mounted in the TM is a year old
doris sink 报 Access denied for user 'root@172.18.0.5'，fe 页面可以登录，flink-doris-connector 1.4
starrocks 导入报 Access denied; you need (at least one of) the INSERT privilege(s) on TABLE for this operation，用户已经 grant 过 select，flink 任务起来就挂
Not authorized to access topics
Event Hubs through the Kafka connector: after the SAS key was regenerated the running job was fine for some hours, then Invalid SASL mechanism response / authentication failed and it can't come back
LDAP password of our technical user expired at night, jdbc sink to oracle started to fail ORA-28001 / ORA-01017 and job restarted until somebody noticed
streampark k8s application 模式提交，报 Failure executing: POST .../deployments. Message: Forbidden，serviceaccount 没有 edit 角色吗
Iceberg sink with AWS Glue catalog: AccessDeniedException: User: arn:aws:sts::..:assumed-role/.. is not authorized to perform: glue:GetTable, the flink job on EMR fails in open
ClusterAuthorizationException: Cluster authorization failed. idempotent producer needs it apparently, after admin tightened the ACLs on our 2.x brokers our sinks can not start any more
Hbase sink with kerberos in Flink 1.12: SASL authentication failed. The most likely cause is missing or invalid credentials. Consider 'kinit'. security.kerberos.login.contexts: Client,KafkaClient
sqlserver cdc 提示 The SELECT permission was denied on the object 'change_tables'，换 sa 就没问题，生产不让用 sa
Since the platform team changed the SCRAM password on Sunday our Flink 1.16 source cannot log in to Kafka, every restart ends in the same authentication error, brokers are up and other apps read the topic
We use MSK with IAM on EKS and after the role was recreated the job is told that it isn't authorized, same jar works with my own admin keys
New consumer group name for the refactored job and now the broker says we may not access the group, the topic itself can be described
Our Postgres sink job is failing because the flink_writer login is refused since 3 am, dba says the password had a validity date
Hi, exactly seven days after launch the YARN job loses access to HDFS and HBase, something about a token that can't be found in cache, after resubmit it lives another week
After renewing the broker certificates with a new internal CA the TLS handshake of our KafkaSource breaks with a PKIX error, kcat with the new ca file is ok
I switched to EXACTLY_ONCE in the KafkaSink and the job is refused with a transactional id permission error, at least once still works with this account
MySQL CDC reader doesn't get going after the security hardening: it's lacking REPLICATION SLAVE for the user, plain select with the same user works
Our Confluent Cloud key was revoked in a cleanup of unused keys, turns out the click job did use it, it bounces since then
The job reads from Kinesis in another AWS account through assume role, since the trust policy was edited all GetRecords calls come back denied
Keytab on the new nodes belongs to the wrong principal, login of the Flink job to Kerberos fails with checksum failed, older nodes are fine
We pull from Pub/Sub and since the workload identity binding has been replaced by terraform the source gets PERMISSION_DENIED on the subscription
ClickHouse sink answers with code 516 since somebody changed the default user, do I need to restart our job after the secret is right again?
The OAuth client secret for the brokers expired at our identity provider, tokens can't be fetched, the three streaming jobs with this client id are down and the other ones run
kafka login rejected after password rotation
no ACL for our consumer group
client certificate expired, broker refuses handshake
database says access denied to user
Root exception: "SaslAuthenticationException: Authentication failed during authentication due to invalid credentials with SASL mechanism SCRAM-SHA-256", began at the minute vault rolled the secret
job exceptions page shows "TopicAuthorizationException: Not authorized to access topics: [crm.contacts.v2]" since the topic was renamed, network is reachable
"GSS initiate failed [Caused by GSSException: No valid credentials provided (Mechanism level: Ticket expired)]" in every TM log since Saturday, keytab is from last year
换了 Kafka 的账号密码之后 Flink 任务一直登录失败，broker 是通的，别的消费者正常
新建的消费组没有授权，任务启动就说无权访问这个 group，topic 能看到
CDC 同步任务半夜挂了，数据库账号被 DBA 收回了复制权限，重启多少次都一样被拒
s3-presto plugin of flink with access keys: Fail to retrieve token, SdkClientException Failed to connect to service endpoint
flink 1.13.2 with iceberg, hive metastore and minio: writing fails with Forbidden (Service: Amazon S3; Status Code: 403
Oracle cdc from a standby: that database cannot be given create table and write table rights, but without those grants the Flink job reports an error and does not start.
Managed Flink app with mTLS to Kafka does not run, SecretsManagerException status 400: not authorized to perform secretsmanager:GetSecretValue on SSL_KEYSTORE_PASS
mysql cdc job on MySQL 8.0 reports public key retrieval is not allowed
PyFlink streaming job from Kafka to Iceberg on Azure Blob with Polaris runs fine for about 1 hour, then fails with an authentication error about an expired token. Has to be manually restarted to continue processing.
Pulsar sink in Flink: the token we use only has produce and consume permission on the topic, no super-user, and the sink fails with insufficient permissions when it uploads the schema before building the producer.
Oracle CDC 在 19c 的 CDB+PDB 模式下报权限问题，我确定 cdc 用户有对应的权限，怀疑执行 sql 的时候没有切换到 pdb。
chunjun从kerberos认证的hdfs集群写入到simple认证的hdfs集群报错，看着像认证方式没有切换过来
两个都带kerberos认证的CDH 6.3.2集群之间用chunjun同步数据报错
任务运行久了连接器的 kerberos 票据就过期
Kerberos ticket of the connector is over after the job has run for a day
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
Online job ran 13 days and then I found subtasks with no data at all while others are full; 128 buckets, 128 writers, the keys themselves are uniform.
Flink CDC MySQL source: the data is skewed between the readers
In the web UI some subtasks of the keyed operator get about twice as many records as others; it seems that our parallelism does not divide the number of key groups evenly.
keyBy 之后各个子任务分配不均，有的 subtask 忙死有的闲着
one TM is much busier than the others, bytes received are 10x because some Kafka partitions hold nearly all the data
When we write two or more table partitions in a batch with the bucket index, the records go to only five of the eight writers; some get twice as much as others and three have nothing to do.
Why isn't Flink distributing my work evenly and how do I fix it? a few task managers do everything, the rest is idle
flink does not distribute my work evenly, a few keys dominate
keyBy distributes unevenly, some subtasks get far more records than others
keyBy on partition field: several subtasks are idle and one has all hot data
loading 1TB to iceberg, parallelism 128 but only 49 subtasks get data and the others finish quickly
bucket index shuffle is not even, some subtasks never process a record
After thirteen days in production we see subtasks of the writer that get no data at all while others are loaded to the brim, although keys and bucket files are evenly sized.
In the UI one subtask handles about double the records of its neighbours; we use a parallelism that does not divide the number of key groups.
After 13 days we noticed that some of the 128 writer subtasks get no records whatsoever while others are full of work. The keys themselves are spread evenly.
With distribution by hash on the bucketed table a few writer tasks get nearly everything and the rest stand around.
垃圾回收正常,但同一个算子里有的子任务跑得特别久,因为某一部分数据量特别大。
Our job runs with 64 parallel tasks, but nearly all records end up at a single one of them.
In the UI some subtasks of one operator get twice as many records as their neighbours, although the keys themselves are well spread; the number of tasks does not divide the number of key ranges.
One of the parallel instances behind the keying gets ten times as many records as its siblings and is flat out, while the others have next to nothing to do.
Snapshot of a MySQL table of 500,000 rows with four TaskManagers: one of them exports nearly everything, the other three are done at once.
All sources of one job are read by subtask 0, which is flat out while the remaining ones have nothing to do.
rewrite job: almost all data ends up in a single subtask
in the UI some subtasks have processed twice as many records as others, uneven keys
one compaction subtask gets nearly all the work while its siblings are idle
one subtask of the keyBy receives most of the records
a single subtask gets most of the records, its siblings have little to do
64 parallel tasks but nearly all records go to one task
one subtask is much busier than the others, bytes received are skewed
hudi bucket index with parallelism 8 and 4 buckets: writing two partitions only lands on 5 writers, two of them get double, the rest do nothing
job has run for 13 days with 128 buckets and write parallelism 128, and some subtasks never process any data although the keys are uniform. some nodes have high JVM pressure and time out
loading 1TB into iceberg with parallelism 128 on the writer, only 49 taskmanagers have anything to do, the others finish right away
two task managers, kafka source and http sink, but the entire load runs on a single TaskManager whatever parallelism I try. why is the load not evenly distributed?
sls的shard ID不连续，分配给subTask不均衡，task-0、task-5、task-6一直空跑
all cdc sources of one job read their binlog in SubTask-0, the other subtasks of the production job do nothing
The sort compact action of our Flink job sends nearly all the hot data to one task, the others have nothing to do
data skew when writing to hudi with the flink datastream api, write tasks get very different amounts
cdc pipeline to paimon, most tables have only a couple of buckets so all rows land on subtask 1 and 2 although the parallelism is high
bulk_insert with bucket index puts most of the data on few writers, badly uneven
10 buckets, 10 tasks, but hashing puts several buckets on one paimon writer task and none on another, load is uneven
pulsar source with parallelism 4: partitions go to subtask 2 and 3 only, subtask 0 and 1 get no data
24h hop window with count distinct uid per creative: GlobalWindowAggregate is busy all the time and the job backs up, because some creative ids have far more exposure than the rest and one subtask is drowned
Managed Flink app, in the dashboard one subtask of the keyed window has many times the records received of its siblings, we partition by customer id
key 的数量不多，keyBy 后落到各并发很不均匀，有的并发没数据有的压满，批量写入延迟也变大
10 亿条数据本来十分钟能跑完，结果大部分落到机器 1 上要跑 4 个小时，其他三台早跑完了等它
Beam ReadFromTFRecord on Flink, parallelism 32, but all 160 files are processed in one single subtask and the rest idle
parallelism is 32, in the web ui one subtask of keyBy received 40 million records and most of the others under 100k. That one is at 100% busy and everything else is idle
We key by tenant id and one tenant makes 60% of all events, its subtask can't follow, adding parallelism does not help at all
group by null 值太多，join 的时候左表 user_id 为空的全跑到一个 subtask 了，其它都闲着，flink sql 1.13
count(distinct uid) per day in Flink SQL: a single GroupAggregate subtask does all work, rest show 0% busy. turned on split distinct and it got a bit better
kafka topic has 12 partitions, job parallelism 8: 4 of my source subtasks read 2 partitions and lag behind while the others wait, lag is only on certain partitions
One TM at 98% CPU, nine others at 5%
keyBy on an int 0..7 with parallelism 8 and only five subtasks get any data, two of them double
Producer sets the message key to country so partition 3 has most of the traffic and the flink task reading it is hours behind, the other partitions are at zero lag
Checkpoints are huge on one subtask: min 2 MB, avg 50 MB, max 38 GB in the checkpoint details. other subtasks done in a second and all wait for number 17
雙 11 大促時某個爆款商品的 key 把一個 subtask 打滿，其它併發都空閒，加併發沒有用
flink 双流 join 有个店铺订单特别多，那一个并发 backpressure 红的，其余 63 个都是绿的，lag 只增不减
Using keyBy(deviceId % 10) to limit state and with parallelism 10 three subtasks have nothing to do, is the hash not a modulo?
iceberg sink with write.distribution-mode=hash on a day partition: all rows of today are shuffled to a single writer, 31 writers of 32 sit there with no records
Temporal join after keyBy merchant: subtask 5 has 4h watermark delay and its queue is full, others wait. Top merchant has 200x the average traffic
Flink 1.15 tumbling window top-n, only 1 of 40 window subtasks lights up red, records received very uneven, the rest blue
Rebalancing before the map evened out the source but after the keyBy two machines out of 16 still get all the load
kinesis source with 20 shards: after resharding some subtasks own 5 shards and some none, UniformShardAssigner didn't spread them
Heavy hitter IP addresses in a DDoS: one task of the per-ip counter falls behind by millions of records, sibling tasks have no lag
paimon 固定 bucket 表，bucket-key 选了省份，有一个 bucket 特别大，写这个 bucket 的那个 task 一直忙，其余空闲
mysql cdc snapshot with a string primary key, the chunks are wildly different, one chunk has 80% of the table and its reader runs for hours while the other readers are finished
Two slots of the same keyed process function are always busy, whatever I set parallelism to (tried 16, 32, 64, max parallelism 128)
uneven, uneven, uneven: 1 subtask does it all
Session window per user, there are bots with millions of clicks and their sessions never end, the machine that holds them is at its limit, others bored
Bounded batch job on 1.17, 199 of 200 reduce tasks finish in 2 minutes, last one needs 3 hours. Join on a column with mostly default value 'N/A'
Our kafka partitions come from an old custom partitioner; partitions 0-2 get everything, so sub tasks 0-2 do too. can flink redistribute without losing the order per key
Regular join on an order table where 70% of rows have shop_id = 0 (guest orders): one join task has a 90 GB state, its 23 sisters a few hundred MB each
hudi bucket index 写入，分区按天，4 个 bucket，并发 20，只有 4 个 write task 有数据其他 16 个一直 0
Beam on Flink with GroupByKey: only some workers are active since we have just 10 distinct keys of very different volume
local aggregation (mini-batch, two-phase) is on and I still see a single subtask with 90 percent of Records Received in GlobalGroupAggregate. region = 'US' nearly always
倾斜
We run a keyed aggregation with 40 subtasks on Flink 1.18 and number 17 is permanently at 100 percent, the other 39 hardly do anything, lag grows only because of that one
I doubled the parallelism from 16 to 32 and the throughput is identical, one task still gets most of the rows and the remaining ones are idle
Our largest customer produces about half of all events and we key by customer id, since they onboarded the second brand the job is hours behind for them and on time for everybody else
Hi, in a left join on phone number a lot of rows have an empty number and end up all in a single join task, which never gets through
One of the 12 Kafka partitions is written with a constant key by the legacy producer, so a single source reader has 9 million messages of lag, others zero
Flink SQL count per device model: the subtask with "unknown" has 25 GB of state where the average is 300 MB, checkpoints always wait for it
keyBy(hash % 10) with parallelism 10, I expected each subtask to get one bucket but four of them get nothing at all and two get three times as much
During a bot attack from one IP range the rate limiter operator has one red instance, cpu of the other pods is at 4 percent
Our Hudi sink has 64 bucket writers and only 5 of them do work for today's partition, the rest shows 0 records, those five are drowning
We have 3 very busy Kinesis shards, all assigned to the same reader by chance, this taskmanager is boiling and the others could sleep
The group window by country is fine for small countries but the India subtask falls behind every evening, more TMs did not help last time
MySQL snapshot with a uuid string key: chunks are so unequal that one reader is busy for six hours with a single chunk, all others were done after ten minutes
I use a constant key to get a global count and now wonder why one of my 24 slots does all the work while the cluster is 95% idle
State of index 3 is huge and gc trouble is limited to the TM that hosts it, after restarts it follows the index to another host, so it must be the key
one subtask red, others idle
hot key overloads a single task
more parallelism useless, one instance saturated
records uneven across subtasks, null keys
SubTasks tab sorted by Records Received: 88,120,334 for index 9, next one 1,204,551, median 900k, busy 100% against 2%
busyTimeMsPerSecond on the aggregate: min 11, avg 64, max 1000, so do I scale or is a single tenant id the reason?
Vertex metrics "numRecordsInPerSecond max 41k avg 2.6k" and skew 93% displayed in the 1.20 UI for the keyed process box
按店铺 ID 分组，头部店铺一家占了七成流量，对应的那个并发一直满载，其余三十多个基本没活
并行度从 20 加到 60 一点用没有，始终是同一个 subtask 在拖后腿，它收到的记录是别人的几十倍
维表关联的字段大量是空字符串，全都进了同一个 task，只有它状态特别大特别慢
Some subtasks of the same operator hold far more state than the others, some users' sessions are much longer; checkpoints wait for a single subtask and sometimes fail because of it
keys are skewed and one single reducer has to do it all, it is the bottleneck of the whole job
skewed key distribution, one subtask of the aggregation is the bottleneck while its neighbours idle
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
About once an hour our job restarts since the off-heap buffers used by the Kafka client and the BigTable SDK hit their limit; the setting for task off-heap is still at its default zero.
job on YARN with the fluss source dies right after deploy, off-heap direct buffers exhausted
every once in a while some tasks get hit with nasty direct out-of-memory errors on multiple operators
netty fails to allocate direct memory although the machine has enough ram
off-heap direct memory is used up in the elasticsearch job, task.off-heap.size too small
job on yarn failed with out of direct buffer memory, off-heap
Once in a while several operators of our ad budget jobs die because the off-heap buffers are used up, the Java heap is nearly empty then.
堆外的直接缓冲区不够用了,不知道是 JVM 的限制设得太小,还是用户代码或依赖没有释放。
With a parallelism above a hundred the batch job dies while it reads the shuffle files, as the off-heap buffers of the workers are used up; each reader takes another one.
Deployed on YARN; soon after the start the off-heap buffers are used up by the storage client although the heap is half empty.
flink on yarn dies of direct buffer memory
out of direct memory on yarn, framework off-heap size must be increased
flink jobs restart about every hour, metrics show we are low on direct memory, kafka clients and the bigtable sdk use it
reading a starrocks table with the flink connector fails with netty OutOfDirectMemoryError at random, sometimes after half an hour, sometimes after ten minutes, though memory used does not exceed the max
OOM in the network native memory as soon as I give one TaskManager 4 slots, increasing network memory alone is not enough
Reading a StarRocks table with the flink connector fails with netty OutOfDirectMemoryError at random, sometimes after ten minutes, sometimes an hour
OutOfMemory in flink network native memory as soon as I give one TaskManager 4 slots, parallelism 3 is ok. Only increasing network memory does not help
Flink JobManager dies every 2-3 days: jobmanager-io-thread OutOfMemoryError Direct buffer memory. Even 16 GB of direct memory only delays it; with checkpointing off it doesn't grow. S3 checkpoints
Fluss lance tiering job in Flink: the task manager gets OutOfMemoryError Direct buffer memory, arrow uses off-heap
Flink on YARN with off-heap managed memory: MaxDirectMemorySize leaves nothing for RocksDB and other libs, so batch jobs hit the direct memory limit
off-heap memory of our flink test job only ever goes up until OutOfMemoryError, the source allocates direct ByteBuffers, how to find the leak
java.lang.OutOfMemoryError: Direct buffer memory. The direct out-of-memory error has occurred. This can mean two things: either job(s) require(s) a larger size of JVM direct memory or there is a direct memory leak. Flink 1.12, kafka to kafka
raised taskmanager.memory.task.off-heap.size to 512m, job ran a day longer and fails with the same Bits.reserveMemory stack, heap is half empty
flink 1.11 消费 kafka 报 Direct buffer memory，一个 TM 4 个 slot，堆内存还很空，调哪个参数
Failed to allocate 16777216 byte(s) of direct memory (used: 1056964615, max: 1073741824) from shaded netty in the partition request client, batch job with parallelism 400
Since moving the blocking shuffle to sort based in 1.13 our batch TMs can't allocate read buffers, OutOfMemoryError on DirectByteBuffer in the BatchShuffleReadBufferPool
HBase async client in RichAsyncFunction leaks netty ByteBufs, after two hours the TM complains it can't reserve memory outside heap, LEAK: ByteBuf.release() was not called before it's garbage-collected
Reading from the Kafka consumer with fetch.max.bytes 100MB and 50 partitions each: error in java.nio.Bits. -Xmx makes no difference whatever I set
OutOfMemoryError: Cannot reserve 65536 bytes of direct buffer memory (allocated: 536868124, limit: 536870912), JDK 17 with Flink 1.18
Set -XX:MaxDirectMemorySize myself in env.java.opts and now TM dies soon after start with direct OOM, without it flink calculates its own
Our MaxDirectMemorySize is 2.1g (1.9g network + framework 128m) and grpc client of Pub/Sub connector needs more than is left, TM throws in io.netty.util.internal.PlatformDependent.allocateDirectNoCleaner
Direct buffer memory when reading hdfs, flink 1.10
OutOfDirectMemoryError
Arrow vectors in PyFlink pandas udf: io.netty PooledByteBufAllocatorL newDirectBuffer fails after a while, 10k rows per arrow batch
metrics Status.JVM.Memory.Direct.MemoryUsed goes up like stairs after every job restart in the session cluster and never down, at the ceiling all jobs on the TM throw
pulsar flink connector 1.14，source 并发高一点就报 io.netty.util.internal.OutOfDirectMemoryError，-Dpulsar.allocator.pooled 也试过
Clickhouse jdbc with lz4 buffers, two sinks per TM, error comes from ByteBuffer.allocateDirect, increased heap twice for nothing
Hybrid shuffle trial on 1.17, remote storage tier; TM throws "Direct buffer memory" as soon as the second stage begins, 200 GB input
cassandra sink: datastax driver netty pool grows outside of the heap, the job fails each 5h, jmap shows few objects, count of java.nio.DirectByteBuffer only some hundred but size > 1 GB
flink 作业跑一段时间 netty 报 failed to allocate direct memory，重启恢复，大概 6 小时一次，堆 dump 正常，GC 也不频繁
OSS 读写大文件，TM 报 java.lang.OutOfMemoryError: Direct buffer memory at sun.nio.ch.IOUtil.read，SocketChannel 缓存的临时 buffer 太大
Writing big 80 MB byte arrays through the network from one operator to other, NIO temp buffers per thread eat everything and it dies, jdk.nio.maxCachedBufferSize not set
statefun remote function with netty transport: after increasing max request body to 32 MB workers throw out of direct memory, on 3.2
Why can't the framework off-heap default of 128m be enough? Even the WordCount with 100 Kafka partitions gives the direct OOM
Nothing left off heap after 3 hours, DirectByteBuffer again
Aliyun SLS connector plus hologres client in same TM: 直接内存不够，报错 Direct buffer memory，任务每天 failover 两三次
Iceberg source with vectorized parquet reads, arrow: io.netty.util.internal.OutOfDirectMemoryError: failed to allocate 16777216 byte(s) when split is wide, 400 columns
Memory mapped / direct buffer shortage in TM when the MongoDB and Redis lettuce clients are created per subtask and never closed after restart, JVM arg says MaxDirectMemorySize=201326592
jobmanager this time: BlobServer + netty with large jars, OutOfMemoryError: Direct buffer memory, jobmanager.memory.off-heap.size is default 128mb and jobmanager.memory.enable-jvm-direct-memory-limit true
任务启动就挂，Cannot reserve 4194304 bytes of direct buffer，1.17，jdk11，task 堆外只给了 0
We run Flink 1.17 on Kubernetes with 24 Kafka sources per TM and since the fetch size was raised the consumer threads fail with an OutOfMemoryError on direct buffers, heap is at 25 percent
Hi, after about two days our task manager dies with OutOfMemoryError: Direct buffer memory, I've given 512m task off-heap already and it only lasts longer
Our async HTTP client on netty inside a RichAsyncFunction creates an own allocator per subtask and the JVM refuses the next 16 MB chunk when load goes up
Job is OK with 4 slots, with 12 slots per task manager it breaks in sun.nio buffer allocation during reads from the brokers, container has enough free memory
In the direct memory panel MemoryUsed goes straight up 30 MB an hour and never down, then the tm throws and restarts, heap is almost empty the whole time
We write to HBase from Flink 1.15 and under load the regionserver client can't get more off-heap buffers, is taskmanager.memory.task.off-heap.size zero by default?
Since moving the S3 upload to the CRT based client large checkpoints end the worker with a direct memory OOM that Java itself throws, no 137, no kernel kill
Large rows of 30 MB go through a shuffle at parallelism 300 and the shaded netty of Flink says it failed to allocate direct memory, used equal to max
PyFlink with Arrow, bundle size 200k: allocation of the off-heap vector fails in the JVM, the python side is alive, heap has room
The jobmanager crashes every fourth day with an error on direct buffers, it seems the blob/object store client never releases them
My custom connector calls ByteBuffer.allocateDirect per record batch, I thought GC frees these, but with a quiet heap it apparently never runs and the max is reached
TaskManager doesn't start after I set network memory to 4g: cannot allocate the segments because max direct is lower than that
Pulsar source with 50 partitions, the client has its own memory pool outside the heap and together they go over MaxDirectMemorySize on each TM
gRPC stub to the scoring service isn't shut down in close(), after a dozen job restarts in the session cluster the off-heap NIO pool is used up and tasks can't open channels
OutOfMemoryError direct buffer on taskmanager
netty out of direct memory again
off-heap NIO buffers leak, heap fine
MaxDirectMemorySize reached in kafka fetcher
stack: "java.lang.OutOfMemoryError: Cannot reserve 1048576 bytes of direct buffer memory (allocated: 267911168, limit: 268435456)" below NetworkReceive of the Kafka client, since fetch.max.bytes was changed
"OutOfDirectMemoryError: failed to allocate 16777216 byte(s) of direct memory (used: 520093703, max: 536870912)" from the elasticsearch rest client threads in our sink
Status.JVM.Memory.Direct.Count 48 211 and MemoryUsed 134 of 134 MB on tm-7 right before the task failed, Heap.Used 900 MB of 6 GB
消费线程一多就报 Direct buffer memory 溢出，堆才用了两成，容器也没有被杀，是 JVM 自己抛的
用 netty 写的自定义 sink 没有释放 ByteBuf，直接内存两天涨到上限，TM 就抛异常重启
单条数据特别大，shuffle 的时候 flink 自带的 netty 申请不到堆外缓冲区，used 和 max 一样大
flink sql 读 doris 失败，DorisRuntimeException: Failure allocating buffer
our flink app dies every 2-3 days, job manager direct buffer memory keeps filling up. tried up to 16GB, it only lasts a bit longer. With checkpointing disabled the buffer memory does not grow at all
benchmarking kinesis to delta, parquet with about 40 columns, the sink dies with direct buffer memory and the job goes to RESTARTING
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
Workers have several temp directories on different disks, but the source always picks the same one, so that disk runs full while the others stay empty.
TaskManager disks fill up with old RocksDB LOG files, after each failover a new one stays behind
uploading a rather large uber jar fails, not enough space in the job manager upload dir
tiering job on YARN downloads its remote logs into /tmp and eats the whole node disk
Flink blob store not getting cleared, storage full on the jobmanager
no space left on device in the tmp directory of the task manager
taskmanager disk usage keeps increasing until the disk is full
jobmanager has no space left after uploading many gigantic uber jars
local quota ran out because rocksdb dirs of crashed runs are never cleaned, job always gets rescheduled to that node
After crashes the state directories on the worker's local disk are left lying around until the disk is full; the job is put on the same machine again and fails there each time.
With each restart of a task another set of RocksDB log files stays in the log folder; after some weeks of failovers the volume of the worker has no free bytes.
We upload fat jars of more than a gigabyte and after a couple of uploads the JobManager's sandbox is used up and it accepts no more jars.
One job compacts all tables of a database. When many of them get new files at the same moment its task managers use up the whole local disk and fail.
One job compacts all tables of the database. When several of them get new files together the worker has no room left on its local volume.
local disk of a node is full of rocksdb directories of crashed attempts, the job is always scheduled there and dies
no disk space left on the taskmanagers
blob store on the jobmanager is never cleared and fills the local storage
ephemeral storage of the session cluster bloats and pods are evicted
uploading a rather large uber jar to flink fails to start, not enough space on device
batch job writing a big table to paimon dies with disk quota exceed, looks like the buffer spill takes everything
flink on dcos: uploading more than one gigantic uber-jar and the job manager runs into no space left on device
Flink container writes one log file with the default log4j.properties, it grows without any limit and eats the disk of the host
flink pods on k8s use the node's own storage (20GB), after a while node storage is full, the task manager pod fails and gets restarted again and again; tried EFS volumes but jobmanager and taskmanager mount the same one
Offline flink compaction of a hudi MOR table fills /tmp on the node because the spillable map path cannot be changed
Paimon on a Flink yarn cluster unpacks its plugin into the tmp directory every time, huge number of files left over there
Flink tiering job to paimon eats all local disk until nothing is left
Paimon sink task fails when one of its spill dirs sits on a bad or read-only disk and keeps failing after each restart
flink job server of beam keeps the staged artifacts of all jobs in its artifact dir forever, want them cleaned up per job
java.io.IOException: No space left on device at RocksDB restore, the taskmanager node has 100 GB and state is 60 GB per TM, it downloads and then fails
/tmp of our standalone task managers fills up with flink-io-* and blobStore-* directories of jobs gone long ago, we have to clean by hand each week
df -h 看 TM 节点根目录 100%，大头是 /tmp 下的 flink-io 和 rocksdb 目录，作业起不来
After some crash loops there are hundreds of localState directories left (taskmanager.state.local.root-dirs), one per allocation id, and node disk is at 100%
batch job with blocking shuffle: TM fails "No space left on device" in BoundedBlockingSubpartition, data to sort is 2 TB, the hosts have 500 GB ssd
The pod was evicted: The node was low on resource: ephemeral-storage. Container flink-main-container was using 41Gi, which exceeds its request of 0. RocksDB is on the container filesystem
jobmanager log got 180GB overnight because a map function prints each record, host is full and nothing starts any more
taskmanager.out is 70 GB, forgot a print() sink in production
No space left on device
pod 被驱逐，提示 Usage of EmptyDir volume exceeds the limit 20Gi，rocksdb 本地目录放在 emptyDir，一做 compaction 就超
s3 upload with flink-s3-fs-presto buffers the files in /tmp first and our /tmp is a 2G tmpfs, large savepoint breaks on it
org.rocksdb.RocksDBException: While appending to file: /data/flink/job_.../db/001234.sst: No space left on device. Kinesis Analytics app, what's the disk per KPU, 50 GB?
JobManager can't store the uploaded jar: flink-web-upload directory is on a root partition of 8 GB and session cluster gets 40 jars of 200 MB each day from CI
inodes! df shows 30% used, df -i shows 100%. hundreds of thousands tiny files below /tmp/flink-netty-shuffle-*, job fails with can't create file
flink on yarn，nodemanager 的 local-dirs 使用超过 90% 变成 unhealthy，容器全没了，/data1/yarn/nm/usercache/.../appcache 里全是 flink rocksdb 文件
taskmanager disk full every Sunday
Disk of TM grows by 5GB per hour though state is only 10GB as checkpoint says, lsof shows many deleted sst files that are still open. Flink 1.8
SpillingAdaptiveSpanningRecordDeserializer writes spanning records to the temp dir; huge records 300 MB each and our disk gets filled, 16 slots
/dev/sda1 100% because of core dumps and hs_err_pid files of a crashing taskmanager, plus heap dumps of 16 GB from -XX:+HeapDumpOnOutOfMemoryError, and new ones can't start
磁盘满了导致 flink 任务失败，清理 /tmp 后 blob_job 目录被我误删，任务也恢复不了，日志目录要怎么限制大小
Beam flink runner stages artifacts in /tmp/beam-artifact-cache for every submission, 300 MB each, host running the job server and TMs is out of disk after a day
ForSt cache on local NVMe is not limited, by midnight there's nothing free on the instance and TMs fail on write, Flink 2.0
docker-compose flink, overlay2 grew to 200 GB, taskmanager container logs json-file without max-size, now each job fails with IOException writing tmp
changelog dstl local recovery on: double the local disk use and two of eight task managers hit the limit of their PVC (50Gi), mkdir: No space left
rocksdb dir: volume is at 100%
tm 节点磁盘告警，flink 1.12 session 集群，作业 cancel 之后 /tmp/rocksdb-lib-xxxx 和 flink-io-xxxx 没有清掉，越积越多最后写不进去
Hash join spill in batch SQL: java.io.IOException thrown by FileChannelManager/AsynchronousFileIOChannel "No space left on device", io.tmp.dirs points to /tmp while the 4 big disks are at /mnt1../mnt4
EMR core nodes 64GB EBS filled within 2 days by container logs of our one long running streaming app (yarn aggregates only at the end), then YARN marks 1/1 local-dirs are bad
savepoint to file:///opt/flink/savepoints on the pod's own filesystem every 30 min from a cron, old ones never removed, jobmanager pod evicted for disk pressure
chunjun 同步大表，任务节点根目录被写满，报设备上没有空间，flink 1.12 standalone 三台机器
We run Flink 1.17 on EKS with instance-store nodes and since yesterday tasks die one after another; when I exec into the pod, df shows the mount for io.tmp.dirs at 100%.
Our session cluster on three bare-metal boxes worked for half a year, today the UI refuses a new jar and touch /tmp/x on the master says there is no room.
I'm using incremental RocksDB with a 30 GB emptyDir, state on S3 is just 12 GB but the local working dir reaches 30 and kubelet throws the worker out.
After enabling local recovery on 1.19 every TaskManager pod gets evicted after a few hours, before that we never had more than 60% of the PVC in use.
Nightly batch on Flink 1.18 sorts about 4 TB; around 70% progress the machines turn read-only-ish because spill files ate everything under /mnt/scratch.
On our YARN cluster containers were released with diagnostics about bad local dirs, admin says the drives of those NodeManagers crossed 90 % because of flink-io folders.
Hey folks, someone left rootLogger at TRACE on the prod TMs over the weekend, now the volume with the logs is stuffed and the process can't even write its pid file.
We moved from c5d to c6i instances and forgot that the new ones have only an 8 GB root volume, job with big keyed state now survives ten minutes.
One of our twelve workers keeps failing when RocksDB flushes a memtable; ncdu shows 40 folders named tm_10.0... from older processes that nobody removed.
JobManager on a small VM has a 10 GB root partition; blob storage and the HA folder live there and since this morning it can't accept any deployment.
PyFlink 1.16 job ships a 3 GB conda archive, every restart unpacks it again beneath /tmp and on the fifth restart extraction stops halfway for lack of room.
We set HeapDumpOnOutOfMemoryError last week and now the node is stuffed with 16 GB hprof files, new TaskManagers scheduled there can't create their working directory.
Restoring a 600 GB savepoint on half as many TMs: download to the local SSD stops at about 480 GB and the task fails, other nodes the same.
Support says our GKE Autopilot pods have an ephemeral limit of 10Gi, the join state spills past that in an hour and pod gets replaced, again and again.
tm volume 100% used
rocksdb localdir ate whole ssd
ENOSPC on worker during sst flush
pod evicted, too much ephemeral storage
Pod event says "Container flink-main-container exceeded its local ephemeral storage limit "20Gi"", then a new worker comes up and lasts for 40 minutes.
Task failed with "java.nio.file.FileSystemException: /opt/flink/tmp/flink-io-77/chunk.sst: No space left on device", other two TMs still show 30 % free.
df -h on the worker prints "/dev/nvme1n1 900G 900G 0 100% /data", rocksdb can't open a new WAL and our fraud job is in RESTARTING.
1.15 版本跑在物理机上，数据盘被 rocksdb 本地目录写到 100%，TM 一拉起来就挂，checkpoint 在 HDFS 上没有问题
k8s 上 TM 的 emptyDir 只给了 20G，大状态恢复时下载到本地就写满，pod 一直被驱逐重建
批任务 sort 和 hash join 溢写到本地临时目录，把三台机器的系统盘都塞满了
Disk exhaustion when tiering to paimon, paimon-io directories pile up under /tmp after every tiering task and the root volume runs out of capacity
`,
  'duplicate-job': `
The former version of the pipeline was never stopped and still runs beside the new version
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
submitting a jar on YARN always creates two identical jobs, the second one about 30 seconds after the first
We kill the job manager pod of an application cluster with HA on; it comes back, but now the console shows the job several times because a new job id was generated for the start.
Double jobs running after killing the job pod
first submission went through but the client timed out, so the operator submitted it again and now two copies of the job are running
sent the jar run request twice with the same job id and both runs are alive
every submit on yarn starts the same job twice, the second about thirty seconds after the first
submission timed out and was retried, now two identical jobs are running in the cluster
flink job was submitted twice, it creates two same tasks with one click
job is executed multiple times unintentionally, two jobs are up
The submit client ran into a timeout although the first submission had gone through; the operator submitted again and now two copies run in the cluster.
Killed the submitter pod, it was restarted and since then the UI shows the same job running twice, our results are counted double.
A deploy request timed out and was reported as failed, but Flink carried on with it. After the next attempt we had two instances of the same process running.
After the platform restarted a failed program automatically, several instances of it run at the same time and the results are double.
Whenever the platform thinks a job is lost it starts it again; on YARN we now have several identical ones running side by side.
After the coordinator pod was deleted the console shows the same streaming pipeline several times, because the submitter hands it in again under a fresh number.
The submitter pod never counts as completed, so while the pipeline was recovering a second pod came up and submitted it again; now there are two entries in the coordinator and one keeps restarting.
Killed the submitter pod once, and now the UI shows the very same job running two times and our results are doubled.
three copies of the same job running after submission retries
submit timed out at the client so the operator submitted again, now two jobs are running in the job cluster
after a failed k8s submit I pressed start again and got the job several times
two runs of the same job with the same job id after calling jar run twice
submitting a paimon full database sync jar on yarn always creates two identical jobs, the second about 30 seconds after the first
flink任务在异常过程中，从streampark重启该任务，会导致任务重复
k8s submit failed so I submitted again, now one submit gave multiple jobs. I guess the first ones had really been submitted
flink任务在异常过程中从streampark点重启，结果同一个任务跑了两份
任务长时间在restarting，不是running，平台就把它自动拉起了好几次，现在好几个实例
Cancelled with a savepoint path we have no access to: dashboard shows FAILED but the program is still running in Flink, and clicking start gave us two tasks with the same name.
Dinky 里同一个任务点了两次查询，提交了两个同名任务，flink 上两个都在跑，但运维中心只看到一个
dinky k8s application HA 模式提交，几个 flink 任务 jobid 都一样，旧实例还在时再提交报 Duplicate entry for key cluster_un_idx1，取消也报错 found: 5
flink-deployer refuses the update: job name with base X has 2 instances running. Aborting update
POST /jars/run sent twice in quick succession with the same jobId and the session cluster runs the job twice
operator in blocking mode cannot tell which job is ours when several jobs or duplicates land in the cluster by a mistake
after a JobManager failover the jobs overview lists the same job two times, once SUSPENDED and once RUNNING
our main() runs longer than a minute, the operator's POST /run times out and is sent again, so two jobs end up in the cluster
Platform pulls a failed job up automatically, and then we find the same job started several times on YARN
After restart of the operator pod the same FlinkApplication was submitted a second time, now I see two running entries with the same name in the dashboard and double output
Jenkins ran the deploy step twice and our session cluster happily runs two copies of orders-enrichment, downstream counts are doubled since 3 pm
dinky 提交任务超时报错，页面显示失败，其实 flink 上已经跑起来了，又点了一次结果同一个任务跑了两份
Nothing prevents me from submitting the same jar twice, both are RUNNING and write the same mysql table, deadlocks
flink run -d was hanging so I pressed ctrl-c and started again, today I saw that two of them are alive
YARN: two applications with the same name "fraud-detector-prod" in RUNNING, one from yesterday one from today, no idea who launched. records appear twice in hive
Every alert comes twice, flink list shows the alert job twice
Two jobs listed by 'flink list' with identical names, 2 minutes apart, cancel script greps by name and takes just one of them
Blue/green deploy left the blue job alive when green was up; both consume same Kafka topic with own group offsets and write to the same ES index
Airflow retried the submit task since the REST call got a 504 from the ingress, the first POST /jars/:id/run had gone through though. Now two instances of the pipeline
streampark 页面状态丢失 LOST，我重新启动，yarn 上出现两个同名 application，都在 RUNNING，kafka 数据消费两遍
Azkaban 调度重跑，flink cdc 任务提交了两次，两个任务同一个名字 server-id 也一样，binlog 读冲突
mysql cdc: A slave with the same server_uuid/server_id as this slave has connected to the master; turned out a colleague's copy of the very same job was still up on the old cluster
k8s 迁移 namespace，旧的 FlinkDeployment 忘了删，新旧两个作业同时在消费，结果表数据翻倍
Spotify operator's job-submitter pod was retried by kubernetes (backoffLimit), the job got submitted by both pods, dashboard shows name twice, different job ids
After HA failover the recovered job runs plus the one the entrypoint script submits on container start, so each JM restart adds a copy in our session cluster
two RUNNING with the same pipeline.name
sql client: INSERT INTO pressed twice as I thought the first didn't go through, "insert-into_default_catalog.default_database.sink" appears two times in UI and slots are gone
Zeppelin paragraph with %flink.ssql was rerun after the notebook was restarted, the former insert job is still going on in the cluster
SeaTunnel flink engine, ds 调度每天凌晨拉起一次流任务，昨天的没停，flink ui 上已经有 5 个同名任务在跑了
Amount of rows in the sink is exactly 2x. Looking at the overview there's the same title in the list twice, started 09:02 and 09:03
Migrated from on-prem to EMR, the on-prem one was meant to be stopped with savepoint; it wasn't. Both live for a week, redis counters twice as high
Helm upgrade changed the release name so a second cluster came up with an identical job next to the first one, both commit with the same kafka group.id and the monitoring flips between them
Our deploy service does "cancel old, run new"; cancel returned 202 but old one never went away and we have the pair running since, transaction ids collide in kafka sink
DolphinScheduler failover of worker node: flink stream task started once more by another worker, the former still on yarn, 2 of same name
metrics in Grafana zigzag: two job ids under one job_name
Oozie launcher attempt 2 started the same Flink per-job application again while attempt 1's was still alive
Session cluster on k8s, GitOps re-applied FlinkSessionJob under a new metadata.name with the same job name, operator doesn't mind, so it runs in parallel to the old
点了重启没反应多点了几下，任务列表里一模一样的作业有三个在跑，怎么避免
python beam pipeline submitted through job server again after the client died, earlier one is still running in the Flink cluster with same job_name, both pull from the same pubsub subscription and each gets a half
We run Flink 1.18 in session mode and our Jenkins stage has retry(3); the first attempt seemed to hang, now the overview lists payments-v2 three times, all green.
Since the k8s migration on Tuesday sales numbers are twice as high; turns out the old YARN application of this pipeline was never shut down and still writes.
Our Airflow task calls flink run -d, it was marked failed by a lost log connection and rescheduled, so now a sibling with identical name reads the same topic.
Colleague restored the savepoint in cluster B for a test but left the sinks pointing to production, A is still alive, both upsert into the same Postgres table.
I pressed Submit in the web dashboard, nothing happened for 20 seconds, pressed it again, and now I see a twin. Which one can I safely cancel?
Terraform apply was interrupted and run a second time, we ended up with two FlinkDeployments under slightly different names that execute one and the same pipeline.
Using FlinkSessionJob with operator 1.7: after we renamed the CR the previous run was not removed, both keep going and the sink gets every event two times.
We have active-passive datacenters; network split last night made the passive side start its copy, this morning both sides are RUNNING and emit alerts in pairs.
Flink 1.14 on YARN: our watchdog checks 'yarn application -list' by name, the RM was slow, watchdog thought it dead and launched another; two application ids now.
The REST call to run the jar came back with 504 from the ingress so our deploy script repeated the POST, there are now two job ids for clickstream-agg.
A user reports every push notification arrives in two copies; the topic itself is clean, but I can find the same pipeline alive on the staging cluster with prod config.
Application mode with fixed job id: on redeploy we get a refusal that this id is known to the dispatcher, yet the job seems to be up. Do I need to do anything?
During the release we did stop-with-savepoint, got no answer and started v3 anyway; an hour later I notice v2 never stopped, and both are consuming.
StreamPark says the task is lost so I started it from there, but the original on the remote cluster was fine, so same SQL is now being executed by two runs.
two ids, one name, both RUNNING
same pipeline alive in both regions
retry of deploy created a twin
old run still writes beside new
Dashboard lists "orders-dedup RUNNING 4d 2h" and right below "orders-dedup RUNNING 11m", same parallelism, same source topic.
flink run printed "DuplicateJobSubmissionException: Job has already been submitted." after our script's second try, is the first one good then?
Our check 'curl /jobs/overview | jq '[.jobs[]|select(.state=="RUNNING").name]|group_by(.)'' returns ["user-profile","user-profile"] since the maintenance.
海豚调度任务超时重试，把同一个 flink 实时任务又提了一遍，yarn 上现在有两个 application 都在写 Doris
机房切换演练之后主备两边的作业都起来了，用户收到两份短信，先停哪一个？
升级时旧版本以为停掉了其实还活着，和新版本用同一个消费组一起跑，报表金额翻了一番
Pressed the query button again while the first one was already running in Dinky. Flink happily runs two tasks with the same name now, but the devops page only lists one of them.
k8s HA enabled. I stop the Flink task by deleting its Deployment, and every time I start the task with the same name again there is one job instance more, now two identical jobs run
作业失败后平台自动重新拉起，结果发现同一个失败的作业在 YARN 上启动了多个
StreamPark 2.0.0: since restartSize is greater than 0 the job now and then gets started repeatedly when I start it through the api
the old version of our pipeline keeps running beside the new one, both write to the sink
we see the old job still RUNNING next to the new one in the web UI
Blue and green deployment run side by side and both write into my database
While the new colour comes up the old one is still writing, each row arrives from both
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
When Doris BE is restarted the Flink app keeps status running but consumes nothing more from mysql/kafka and checkpoints fail by timeout; it should recover by itself.
About half of the HTTP sink requests of our managed Flink application end with a connect timeout, yet the service never sees those requests.
数据写入下游 mysql 的时候一个小时只能写几十万条，看了没有产生背压，有优化方式吗
StarRocks had an outage for a while; after three failed tries the sink neither failed nor went on, the job shows RUNNING but writes nothing and no longer reads from upstream.
夜里 Doris 负载很高，同步任务写入时导入请求超时，还丢了数据。
Elasticsearch sink thread is blocked when indexing fails and it retries, whole pipeline hangs behind it
MySQL to Doris: at night the target database is under heavy load and our stream loads time out, so rows do not arrive.
Two operators query a database and a REST service for each record; in thread dumps they always sit in those calls, and no snapshot finishes in time.
async lookup with retry strategy: calls to the remote service time out, yet the operator keeps retrying and nothing goes through
half of the http calls from the sink end with connect timed out
jdbc sink to mysql fails when no data was sent for a long time, the connection is closed by the server
syncing 100 mysql tables in one job: connection pool has no connection available
doris load is high at night and the stream load from flink times out
lookup join times out intermittently while the storage cluster is being upgraded
flink starrocks job keeps restarting because connection to FE timed out
For each record the join asks the database once; the database's CPU is at the limit, answers take long and the stream piles up before the join.
Whenever the HTTP endpoint we enrich from does not answer in time its request stays in the waiting queue. After about a hundred the queue is full and everything before it stands still.
When a backend of the target database is restarted the job stays on running but writes nothing and reads nothing more, and its checkpoints time out. It does not recover by itself.
When the HTTP endpoint we ask for enrichment times out, the waiting requests stay in the queue of the async operator until all hundred places are taken and everything upstream comes to a standstill.
We read from Kafka and write into HBase; the store is so slow that the first operator is held up all the time.
Each incoming row makes one point query to Doris; with more data its QPS and CPU go through the roof and our stream backs up behind the lookup.
Every event is enriched by a call to a model that is hosted outside of the cluster; the operator that does this has become the bottleneck and holds up everything in front of it.
Each time we restart the job it has to look up an enormous number of ids in HBase first and meanwhile consumes the topic at a crawl.
Our dimension join asks Doris once per record. At real traffic the database is at full CPU, each query takes longer and the results are late.
When the HTTP endpoint does not answer in time the requests stay in the async queue; after a hundred of them the enrichment stands still.
Loading into StarRocks fails a few times a day as its frontend takes too long to accept the connection, and the stream starts over.
HTTP lookups time out, async queue is full and everything upstream waits
Elasticsearch rejects our bulk requests with too many requests, the sink is overloaded
JDBC sink: database connection timed out after a quiet night
lookup join times out whenever the dimension store is being upgraded, and takes the job down
one Doris backend is unreachable for long and the sink cannot write, job fails
Kinesis throttles us, rate exceeded on the shard
since one FE of starrocks died the sink writes nothing any more, the task is still RUNNING
elasticsearch resets the connection after a while and then our cdc job is over
async lookup to the http service times out, the queue fills and causes back pressure
the elasticsearch sink is overloaded and answers too many requests
mysql同步到doris，夜晚doris load比较高，streamload老是超时导致丢数据
lookup join does one point query to doris for every record, when there is a lot of data the doris QPS and CPU go through the roof and our flink data is delayed
http lookup requests time out but stay in the async queue until all 100 places are taken and then upstream is blocked
flink cdc写mysql速度很慢，一个小时只能写几十万条，看了没有产生背压
flink cdc 写入下游 mysql 很慢，一个小时只能写几十万条，有什么优化方式吗
clickhouse sink 写入速度很慢，大量 upsert，不知道怎么调才能解决背压
Submitting a flink sql that writes into doris just hangs for ages, no timeout on the connector's http requests
Paimon lookup join gets 9000 rec/s while the keys exist but only 8 rec/s when most keys are not in the dimension table, misses are not cached
KDA app writing to Timestream gets stuck in a throttling loop, Retryable 'ThrottlingException' 429 over and over, then the application fails after a week of running ok
Firehose sink on a busy stream is throttled and throughput very low, flush interval between PutRecordBatch calls seems too short
flink clickhouse sink 卡住，jstack 看 clickhouse-batch-output-format-thread 一直在 socketRead0 等返回
production flink 1.9 job with flink-clickhouse-sink runs fine for a while, then the writer task fails with Error while inserting data InterruptedException
Flink sink function using two jedis pools gets Read timed out from redis, with a single pool it reads 10 times faster
Flink 1.12 job with StarRocks sink hangs: no data consumed from kafka, high back pressure, checkpoints keep failing, subtask blocked in snapshotState of the sink
flink redis sink only notices that redis is down when the next element comes, until then the job just sits there
a network blip to elasticsearch 8 kills the whole Flink job at once, sink does not retry
ES sink: flush on checkpoint waits for pending requests, with a slow elasticsearch cluster the checkpoints get longer and longer
Async I/O enrichment against our REST API fails with TimeoutException: Async function call has timed out since the API team has throttled us at 200 rps
jdbc lookup join to mysql, without cache, 300 rows per second at most. DB cpu is at 100%
es sink 写入很慢，bulk 一次要 5 秒以上，es 那边在做 merge，flink 这边 kafka 堆积几百万
elasticsearch connector: java.net.SocketTimeoutException: 30,000 milliseconds timeout on connection http-outgoing-12 [ACTIVE], our ES cluster is very busy in the evening, job restarts
HBase region server compaction in the night and the sink writing to it goes from 50k/s to 2k/s, source piles up till it is over
hbase 维表关联，region server GC 的时候 lookup 要好几秒，flink 作业整个卡住
Postgres sink: batch insert takes 20 s because a report locks the table every hour, thread dump shows JdbcOutputFormat.flush waiting in socketRead
Orders go through an AsyncWaitOperator with capacity 100 to a fraud scoring service; p99 of that service went from 30ms to 4s on Monday and since then we lag 2 hours
sink thread always in socketRead0 to influxdb
redis 维表在另一个机房，一次 get 要 80ms，RichMapFunction 里同步查，一个并发一秒只能处理十几条
DynamoDB: ProvisionedThroughputExceededException, sink retries for ever and throughput of the job drops to nothing
Kinesis producer sink: RateExceeded / Expired records, writer's aggregated buffer is full, our stream has 4 shards only and the stream can't take it
StarRocks stream load takes 40s per transaction, too many versions of tablet, and the writers in the Flink job just sit waiting for it
everything waits for oracle
Our geocoding provider had an outage of 20 minutes (no errors, only very slow answers), all unordered wait slots taken, input stopped. How can flink skip the enrichment in that case
clickhouse sink: Too many parts (300). Merges are processing significantly slower than inserts, flush needs 30-60s, the rest of the job is idle
flink 写 doris 延迟高，fe 返回 publish timeout，stream load 每次几十秒，checkpoint 也跟着慢，flink 自己 cpu 才 10%
phoenix lookup takes 3 seconds per key while the table is being split, subtask is 100% busy but CPU is 2%
Cassandra sink with maxConcurrentRequests: "Failed to acquire 1 out of 500 permits to send value in PT30S", cluster repair is going on
The mongo sink is slow since they removed an index used by the upsert filter; each bulkWrite 15s, job looked healthy otherwise
iceberg commit takes 4 minutes as hive metastore is under heavy load, lock waits: "Waiting for lock on table", committer is behind
API gateway answers 429 Too Many Requests to our http sink and with retries we can't keep up with input
Lookup join + async hologres client in Ververica: each probe 200ms+, they run a big query on same instance at that time. Alone it's 2 ms
BigQuery sink quota exceeded for streaming inserts, append rows call blocks for minutes, upstream is stalled
Flink 任务调第三方接口做地址解析，对方接口变慢，数据全部堵在 async wait operator，offset 不走
rabbitmq sink blocked, connection.blocked memory alarm from the broker, invoke() never returns so the operator doesn't move
Snowflake sink ingestion, warehouse is suspended / queueing, each flush 90 seconds and then we get sink timeouts
gRPC call to a ML model server inside ProcessFunction, GPU node was scaled down to 1 and latency is ten times now, job lags 6M messages. Flink itself uses hardly any CPU
mysql 从库慢查询，维表没走索引，lookup 每条 1 秒多
HTTP lookup getindata connector, 1.16: rest endpoint takes 2-3 sec, only 1 request in flight per subtask, throughput down to 0.4 rec/s
We run Flink 1.16 on EMR and enrich orders by an HTTP call to the pricing team; since they moved to a new gateway our throughput fell from 9k to 300 per second.
Our JDBC sink writes into Aurora; every day at 02:00 a reporting query runs there and for an hour the sink is blocked while TM CPU graphs are flat at 3%.
Hello, the async lookup against ScyllaDB worked well for months, now capacity 100 is always used up and callbacks come back after 8-10 seconds.
Opensearch domain was downsized by another team on Friday and since then the bulk flush of our sink needs forever, red bar on the last vertex, everything before it waits.
Flink SQL lookup join with a MySQL dimension table: buffer pool of that MySQL is cold after the failover and each probe takes half a second, the whole pipeline follows.
I jstacked the TaskManager that writes to Oracle, all eight sink threads sit in T4CMAREngine reading a packet, DBA confirms there is a blocking session.
We call a fraud scoring service over gRPC inside AsyncFunction, after their release deadlines are exceeded for one call in five and our job restarts on each.
Every evening the vendor's REST endpoint starts to answer 503 for some minutes, our ProcessFunction doing blocking calls simply stops and the Kafka topic fills.
Kinesis Firehose sink on managed Flink 1.15: we get throttled because the delivery stream has its default quota, writer retries and event delay rises to 40 minutes.
Flink CDC 3.0 to StarRocks: the BE nodes run major compaction all day, stream load needs 90 s where it was 2 s, so the sink is the only vertex that is busy waiting.
Writing to MongoDB Atlas, tier M30; since the campaign started its disk IOPS are exhausted and our bulk upserts wait, Flink side has nothing to do.
The Redis used for dedup lookups was moved to another availabilty zone without telling us, round trip went from 0.4 to 6 ms and 1 record per call doesn't fly any more.
Our sink inserts row by row into ClickHouse via JDBC, server started to delay inserts as merges can't keep up, now job on Flink 1.19 crawls.
After the TiDB upgrade the writes of our upsert job take 15x longer, there are lock conflicts with another application on the hot rows, upstream blocked.
sink waits for the oracle db
lookup api p99 jumped to 5s
bulk indexing throttled, job crawls
HikariPool drained, lookups queue up
TM log says "java.util.concurrent.TimeoutException: Async function call has timed out." and the CRM team admits that their endpoint takes 30 s today.
Seeing "Elasticsearch exception [type=es_rejected_execution_exception ... queue capacity = 1000" hundreds of times per minute from our log-index sink.
Caused by: "com.mysql.cj.jdbc.exceptions.MySQLTimeoutException: Statement cancelled due to timeout" on the dimension join, DBA sees 100% disk on that host.
关联 HBase 维表，region server 在做 major compaction，单次 get 要好几秒，flink 任务 CPU 几乎没有使用
sink 到 ES 集群，最近 ES 节点磁盘 IO 打满，bulk 请求频繁被拒绝重试，作业消费不动
调用第三方风控接口，对方扩容没跟上，晚高峰响应从 50ms 涨到 6 秒，异步算子一直超时重启
Flink transfers about 100M of data across networks to StarRocks; when the transmission takes too long StarRocks throws an exception and the Flink task is interrupted.
Paimon lookup join with the retry hint became very slow after I added WHERE c.country = 'US': for customers outside the US the lookup misses and it keeps on retrying.
Testing oracle cdc on flink 1.13: with the default redo_log_catalog mining strategy every log query on the database takes about 1 minute 10 seconds, so changes come in very slowly.
Realtime write to kudu is very slow: flink on yarn with -p 4 gets only 4000~5000 records/s into kudu, while the same flink sink to hdfs does 300000+ records/s. please help me
flink消费kafka里面的实时数据写入doris,doris升到1.1.3之后写入速度比之前慢了10倍
Flink sink into a fluss primary key table blocks forever while the fluss cluster is being upgraded: the tablet servers come back with new IPs and one write task keeps retrying the old address.
input throughput of my flink source goes to zero every time a metadata request to the fluss tablet server times out or fails
Flink 1.13.6 sends 100M batches across networks to StarRocks 3.0.6, if the transfer takes too long StarRocks throws a timeout and the flink task is interrupted
chunjun更新mysql，跑1h没问题，大概2h以后报Deadlock found when trying to get lock，任务还在也没提示失败，但是不再更新了
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
After a few hours or days the jobmanager failed out of memory; in the heap dump HiveConf objects take 80% of it.
A job writing to a Paimon table keeps dying with out-of-memory although both managers have 16 GB; it seems the manifest file objects eat up the heap.
The optimizer job running on Flink keeps running out of memory, though the files each task has to rewrite are not big.
The last chunk of the initial snapshot has no upper bound and keeps growing while the app inserts; the worker spends its time in full GCs, misses heartbeats and at last gives up with the GC limit even at 8 GB task heap.
几万条 avro 数据而已，任务一启动就 java 堆内存溢出
Our CDC ingestion with 17 tables freezes in old-generation collections; snapshots that take under a second then last until their limit, and the worker with 5 GB stops responding. Switching to G1 helped only a little.
k8s 上的 flink 每跑十几个小时就卡住消费延迟，单个 pod CPU 100%，一直在 full GC
exactly-once sink to kafka causes out of memory on the task managers
full GC all the time on the taskmanager, heap is full and then OutOfMemoryError
jobmanager runs out of java heap when I launch a custom job
out of memory exception when kafka is ingested into a hudi MOR table, 100G data, five task managers with 10 GB heap
old generation G1 gc takes very long, during it the job is stuck and heartbeat or checkpoints time out
We load change data for seventeen tables with one job and it spends more and more time in old-generation collections. While that runs everything stands still, a checkpoint that normally takes under a second drags on, and in the end the job dies.
Our ingestion job for 17 tables gets stuck during old generation garbage collections. In those minutes checkpoints that normally need a second run to the limit, or the task manager misses its heartbeat and the job dies.
The first load of a table with ten million rows always runs out of heap, since everything that arrives between two checkpoints is held in memory. With 8 GB per task manager it survives.
Our JobManager runs out of memory after some weeks because it never forgets the metric names of old partitions and buckets.
读一张很大的 Hive 表时任务内存不够,一直在做垃圾回收,一个槽就要吃掉一个多 G。
The job manager runs out of memory whenever it does a checkpoint.
CPU 一直 100%，发现一直在 full gc，每次都清理不掉，老年代已经被塞满，500 万记录的表要 4 个 2GB 的 taskmanager 才能跑完
Alarm: in the last five minutes a worker process of the streaming job spent more than a third of its time in full collections, and each of them frees next to nothing.
First load of a table with 10 million rows: the worker fills its heap within one 15-minute interval and dies. I have to give it 8 GB for the initial run and shrink it afterwards.
oceanbase 全量阶段把整张表一次性查出来，数据量一大 JVM 堆内存就溢出了。
Old-generation collections of our job get longer and longer until it falls over; the table planning keeps the complete history in memory.
TaskManager with 16G frequently dies of java heap space while writing to the lake table
our CDC ingestion for 17 tables runs into old generation GC all the time, everything stands still during the collection and afterwards the job is gone. G1 helped a little
first load of a table with 10M rows blows the heap
iceberg writer dies with java heap OutOfMemoryError
heap usage climbs to the maximum and garbage collection takes most of the cpu
flink cdc + iceberg: first run on a topic that already holds the whole table, job gets out of memory because everything is loaded within the 15 min checkpoint interval. 10M rows, only works with -ytm 8192. Why is there no back-pressure to the source?
WordCount works on GKE, but our own job dies with OutOfMemory almost immediately when we launch it. How do I give the JobManager more memory with the flink operator?
大库大表、主键不均匀，全量快照读的时候 jobmanager 特别吃内存，binlog 增量读的时候 task 给了 4G 还是不够，checkpoint 一直没法成功
syncing a MySQL table of more than a billion rows with cdc, over a hundred thousand splits, and the jobmanager goes OOM
MySQL CDC initial snapshot always dies on the very last split of a big table that is still being written. 8 GB TM stalls with heavy full GC and the heartbeat times out, went to 10 GB and now it is GC overhead limit exceeded
flink cdc to iceberg, 17 tables in one job, G1 old gc makes everything hang, checkpoint that normally takes under 1 sec runs to the timeout or the TM heartbeat is lost. -ytm 5120m
flink 任务 CPU 暴增，看线程都是 GC 线程，频繁 full gc，怀疑内存泄漏
Flink job writing to Paimon with 16G for JM and 16G for TM frequently hits OOM, something with ManifestFileMeta takes all the memory.
jobmanager OOM when the job is under heavy back pressure and can't keep up reading the paimon table, the pending splits seem to pile up on the JM
Met OOM with the flink iceberg connector when the number of partitions is big, looks like the writers keep all their data in memory
Streaming updater flink job is very unstable after a manual jobmanager restart: taskmanager memory grows quickly, jvm OutOfMemoryError, the checkpoint it recovers from is 6G instead of the usual 1.5G
flink cdc 2.2 mysql, the checkpoint goes OOM: Global failure triggered by OperatorCoordinator for Source:MySQL Source
TM full gc 停了 40 多秒，任务失败自动重启，重启之后 binlog 就不消费了，从 checkpoint 手动起也不行
lookup join with a big hudi dimension table: the complete table is loaded into the cache at each reload and we get OOM
Every time we submit another SeaTunnel ES batch job to our Flink 1.16 session cluster the jobmanager heap grows and finally it goes heap OOM, looks like a leak
mysql cdc source to mysql sink with Flink 1.13, memory use just keeps on growing until the job falls over
bulk_insert into a hudi COW table with flink BUCKET index dies with Java heap space although the input is only 400MB and TM has 36G
taskmanager OOM writing snapshot data into day partitions of an iceberg table, dump shows the writers object with 2G, hash distribution did not help
streaming insert from one paimon table to another in Flink 1.17 ends in OutOfMemoryError
on yarn all we get are rpc timeouts like Update task on TaskManager failed due to, later we found it was long full gc; there is no gc log to see
After restoring our Beam job on Flink from a savepoint of a few hours ago the checkpoint size explodes and the job dies with heap space error, filesystem state backend
euphoria on flink runs out of memory with sliding windows and many keys, the window operator caches state objects per key and window in a map
mongodb cdc job silently stops emitting, the reader thread hit an OutOfMemoryError that nobody reported and the job just stays RUNNING
mysql cdc 2.2 on Flink 1.14, oom at checkpoint: Global failure triggered by OperatorCoordinator for Source: MySQL Source
flink run client dies with OutOfMemoryError Java heap space while it sends the job graph with our big jar
java.lang.OutOfMemoryError: GC overhead limit exceeded in a tumbling window with ProcessWindowFunction that collects all the elements of a day, FsStateBackend
taskmanager log full of [Full GC (Allocation Failure) 3071M->3070M 14 secs] and job does nothing
HashMapStateBackend with 30 million keys, OOM: Java heap space each evening at peak, 4g task heap
flink sql 双流 join 没设置状态后端，跑几个小时 TM 报 java.lang.OutOfMemoryError: Java heap space
jobmanager dies when I open the job with 3000 subtasks and exception history, Terminating due to java.lang.OutOfMemoryError: Java heap space, ExecutionGraph archived many times
自己在 RichFlatMapFunction 里用 HashMap 缓存维表没做淘汰，跑两天 TM 就一直 full gc，什么都处理不动
broadcast state of 2 GB copied to each of 8 slots on a TM, heap is full before the first event is processed
FileSource over an S3 prefix with 4 million objects, JobManager: Java heap space while enumerating splits
Exception in thread "flink-akka.actor.default-dispatcher-7" java.lang.OutOfMemoryError: Java heap space - iceberg source planning, the enumerator holds all the splits
readTextFile on a 500MB line without newline: OutOfMemoryError in DelimitedInputFormat
parquet sink by hour and customer, ~4000 open writers at once each with its own row group buffer, Requested array size exceeds VM limit / heap space
heap keeps full, GC 30 s
Hudi flink write with bulk insert into many partitions; task heap 2 GB; java heap space in WriteBuffer, write.task.max.size 1024
flink cdc oracle 全量阶段 TM 内存溢出 java heap space，表 8000 万，scan.incremental.snapshot.chunk.size 调小还是不行
Old gen at 99% and every collection takes 20 secs; dump opened in MAT shows one big LinkedHashMap in the window's evictor list state
Our thrift objects take 5 kB each on the heap, with timers and hashmap state, and since scale down from 10 to 5 TMs the JVM is collecting garbage all the time and dies
Session cluster JM gets slower each day and at last exits with OutOfMemoryError, dump has a thousand finished jobs in the execution graph store, jobstore.max-capacity is default
es sink bulk.flush.max.actions -1 and size -1, buffer in memory grows till the TM stops with heap space
ClickHouse sink batches 500k wide rows per subtask in an ArrayList before flush, 16 subtasks in a TM with 6 GB, java.lang.OutOfMemoryError: Java heap space at Arrays.copyOf
kafka deserialization of 50MB json strings in Jackson, 8 slots, G1 humongous allocations then to-space exhausted and OOM
任务提交到 yarn，JobManager 默认 1G，mysql-cdc 同步 500 张表，JM 频繁 full gc 然后挂掉，Java heap space
Killed by -XX:+ExitOnOutOfMemoryError / "Terminating due to java.lang.OutOfMemoryError" in taskmanager.out, ListState of raw events per user, filesystem backend
TM pauses of 40+ s in GC, then JM says heartbeat of TaskManager timed out. CMS on Java 8, 28 GB heap, state on heap
Java heap space at collect(): DataSet API, 10 million rows to client, worked with 100k
to_pandas() on a big table: Java heap space
大状态全量 checkpoint 的时候 heap 后端 copy-on-write，内存翻倍，TM 直接 oom，平时只用一半
Interval join over 24h both sides in heap state, usage climbs through the day, throughput melts away because JVM is busy only with collecting garbage, ps shows 1400% CPU
flink 1.14 regular job: TM OOM dump shows millions of org.apache.flink.streaming.api.operators.TimerHeapInternalTimer
ParameterTool with a 300MB rules file broadcast as global job parameter, jobmanager and each task deserialise it many times, heap space
数据量一大 TM 就 OutOfMemoryError: Java heap space，把 taskmanager.memory.process.size 从 2g 改到 4g 之后好一点但还是 full gc 很久
We run Flink 1.15 standalone with 4 GB TMs and after adding a second sliding window (1h / 10s) the workers collect garbage permanently and die after a while.
Our fraud job uses HashMapStateBackend; Black Friday brought three times the number of card ids and now old gen never falls beneath 95 percent on any TM.
Since we switched from aggregate() to a plain ProcessWindowFunction, each top-of-hour firing makes the JVM run dry, at minute 01 it restarts and survives until next hour.
Flink 1.18 on GKE: I see pauses of 25 seconds in gc.log of taskmanager-1-4, then the JM says heartbeat lost, pod itself isn't killed and has memory limit to spare.
We load a product catalogue of 6 million rows in open() of a RichMapFunction into a java HashMap, with 4 slots per worker it's there four times and Xmx is reached.
After upgrade of the parser library the used memory after each full collection is a bit higher than before; roughly every 30 hours the TM throws OOM and starts afresh.
I'm reading Parquet with big row groups, parallelism 8 in a single TM with 2g task heap; the job falls with out of memory in the decompressor's byte[] allocation.
Our SQL does ARRAY_AGG over a day per customer, a few customers have millions of entries, and the accumulator copy takes the whole Java memory of that worker.
MAT report of the dump: ListState held by HeapKeyedStateBackend retains 7.1 of 8 GB. We have no RocksDB. What can we do tonight?
Flink CDC initial sync from a Postgres table with jsonb documents up to 30 MB: the reader keeps a whole chunk and the TM keels over each time at the same chunk.
Managed Flink on AWS (1 KPU): metric for old generation GC time climbs all day and the app restarts at about the same fill level, no state in RocksDB.
A colleague set taskmanager.memory.managed.fraction to 0.7 while we use the hashmap backend, so there are just 900 MB left for objects and the job collapses under load.
We keep the last 500 events per device in a MapState with Jackson JsonNode objects on heap; 200k devices were fine, with 450k the collector eats all cores.
After scale down from 8 to 3 task managers the savepoint restores but a few minutes later all three report out of memory in Java, no container was killed by k8s.
full gc back to back, tm frozen
Xmx reached, old gen never shrinks
window buffer blew up jvm heap
object leak in our map function
Task went to FAILED with "java.lang.OutOfMemoryError: GC overhead limit exceeded" at HashMap.resize in our SessionEnricher, pods have plenty left.
gc log of worker: "Pause Full (G1 Compaction Pause) 7930M->7925M(7936M) 18.402s", repeated 40 times within fifteen minutes.
UI Metrics page of that TM: "JVM Heap 5.98 GB / 6.00 GB", GC count goes up by 3 every second and records out is about zero.
用的是 hashmap 状态后端，双十一流量翻倍后 TM 老年代一直 99%，每次 full gc 停顿二十多秒
在 open 方法里把整张维表读进 HashMap，一个 TM 四个 slot 存了四份，直接 java heap space
作业跑两天左右 TM 就抛 OutOfMemoryError，MAT 分析是我们自己写的本地缓存没有上限，容器没有被 kill
chunjun standalone 模式同步一千多万条到 starrocks 内存溢出，Recovery is suppressed by NoRestartBackoffTimeStrategy
Beam 2.61 on Flink 1.19, memory on the task managers goes up linearly with time and eventually OOM. start_bundle printed only once, finish_bundle never, max_bundle_size=10 makes no difference
reading an iceberg v2 table (written by flink cdc) and writing to hive, streaming and batch both, the source stage always goes OOM: GC overhead limit exceeded. flink 1.13.5
flink 1.13 + mysql cdc 2.1.0, reading one table from RDS and writing into mysql. The memory just keeps growing all the time and never comes down
flink async compaction of a hudi MOR table dies with OutOfMemoryError: Requested array size exceeds VM limit, ytm 8192
flink 1.17.1, plain insert into a paimon table selecting from another one in streaming mode and it goes OOM
flink cdc checkpoint oom, mysql 8, flink 1.14.5 cdc 2.2, global failure triggered by the MySQL Source coordinator
Separate Flink compaction job for a Hudi MOR table dies with Requested array size exceeds VM limit. Where do I give it more memory, we start it on yarn with 8G taskmanagers?
mysql cdc: the source coordinator's state is too big and it goes OOM whenever a checkpoint is taken.
datagen 用 sequence 生成 8000 万个 id，程序启动之后马上 OutOfMemoryError Java heap space
老板们,遇到过Flink CDC这个问题吗,mysql cdc的内存不回收,几分钟干满6G
After one large UPDATE on a table with fat JSON rows the downstream TaskManager of our MySQL to Doris CDC pipeline goes OOM, a 10K row update eats 8 GB
mysql cdc 2.3 联合主键的大表，chunk key列只有十来个不同值，单个分片太大，内存被撑爆
The exactly-once Kafka sink never gives its producers back after the commit, and memory runs out
Transactional producers pile up in the sink, one per checkpoint, until there is no heap
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
SQL 作业只建了 source 和 sink 表没写 INSERT，提交就失败说拓扑里没有任何算子
job started with jobmanager.sh fails, the arguments we pass do not arrive correctly in the main method
submit fails, the program finished with an exception in main because an argument is missing
the main method of the program throws before the job graph is built
build app fails, flink demo jar main class cannot be found
upload of the job jar in the flink dashboard fails on submit, main method caused an error
failed to submit JobGraph and the error is not detailed enough to see the reason
Submitting our jar on the web page with the mapping file and output path as program arguments only comes back with 'could not execute application'.
wrong entry class given, main method throws at submission
jar is submitted to yarn application mode but the program never calls execute
jar run endpoint answers 400, my main does not call env.execute
application 模式提交 sql 任务直接挂，SQL parse failed，Non-query expression encountered in illegal context
the program stops right at start: The main method caused an error: bootstrapServers. Producer properties are empty, this worked before!
sql client: insert into the mysql cdc table says could not execute SQL statement, SQL validation failed, null
elasticsearch-7 建表报 Unsupported options found: password, username，文档上明明支持
still getting ProgramInvocationException: the main method caused an error: Failed to execute job 'DataStream Collect' when I run my flink app
Statement set in Streampark 2.1: sql verification throws InvocationTargetException, without statement set the same SQL is fine
Zeppelin Flink SQL cookbook TVF example: ValidationException Unable to create a source for reading table server_logs with connector faker
flink-sql-submit SQL validation failed. findAndCreateTableSource failed, NoMatchingTableFactoryException
dinky 执行 sql 报 TableException: findAndCreateTableSink failed
pyflink.sh WordCount.py from the flink python examples does not start, raises an error right away on submit
my flink python script breaks at start because sys.argv[0] is not the path I passed
streampark 2.1 提交 flink 1.14 批任务，SqlClient main 里抛异常起不来
dinky 整库同步 FlinkClientException: set Sink connector，任务提交不了
StarRocksSink 加上 sink.buffer-flush 三个参数后 flink 任务起不来，去掉就正常，日志也没有明确信息
Trouble running my iceberg nessie jar: JarRunHandler Exception occurred in REST handler: Could not execute application, trace points to executeSql in my Main
scaleph jar job: changed the main args but the submit still goes out with the old ones and fails
program arguments typed in the Flink 2.0 web UI are ignored on submit so my jar fails at start
mysql cdc job fails on run with "unexpected input" error, main method caused an error: Job failed
KDA: tumbling-window.py sample doesn't start, "Could not execute application", Run python process failed
pyflink getting started sample broken on KDA with 1.15, use_blink_planner does not exist any more and the static method fails with something cryptic
用 serversocket 建表定义了 WATERMARK，启动就报 The main method caused an error，说 watermark 不存在，到底该怎么定义
flink run -c com.acme.StreamingJob app.jar gives "No operators defined in streaming topology. Cannot execute." but from IntelliJ the same main prints fine
Application mode on k8s, Flink 1.17: pod starts, prints "RuntimeException: No data for required key 'bootstrap.servers'" and exits, I pass the args in the FlinkDeployment yaml under job.args as one string
Kinesis Data Analytics: application goes from STARTING back to READY after about 2 minutes, in CloudWatch org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute application, our property group name was misspelled
Table sink 'default_catalog.default_database.orders_agg' doesn't support consuming update changes which is produced by node GroupAggregate, I only want to write a count per user to kafka
pyflink 1.16 job: flink run -py main.py exits right away with py4j.protocol.Py4JJavaError An error occurred while calling o8.execute, nothing shows up in the web ui
Submit New Job page of the dashboard just says Internal server error. with a long stack, ProgramInvocationException at the bottom. Job is never listed
SQL parse failed. Encountered "timestamp" at line 3, column 5
flinksql 提交作业报 The main method caused an error: Unable to create a source for reading table，各位大佬帮忙看看 with 参数哪里写错了
The implementation of the MapFunction is not serializable. I have a logger and a jedis client as fields in my class, env.execute is not even reached
Beam 2.48 job with --runner=FlinkRunner: IllegalArgumentException: Class interface MyOptions missing a property named 'flinkMaster', it refuses to run at all
InvalidTypesException: The return type of function 'main(WordCount.java:38)' could not be determined automatically, due to type erasure. I use a lambda for flatMap
ValidationException: Unsupported options found for 'kafka': sink.semantic, that's what I have from a blog of 2020, client exits before a job id is printed
Ververica platform: deployment goes to FAILED as soon as I press start, Object 'dim_store' not found, table exists when I look in the catalog browser with my own user
flink-cdc 3.1 pipeline yaml: bin/flink-cdc.sh mysql-to-doris.yaml ends with "Missing required field "type" in source configuration", copied it from the quickstart
dinky 1.0 提交整库同步任务失败，错误是 Could not execute CDCSOURCE，看代码是 table-name 正则没匹配上任何表，作业根本没到集群上
Session cluster with spotify flink-on-k8s-operator: job-submitter pod in Error, log ends with "Usage: MyJob --input <path> --output <path>" printed by our own code
Hudi DeltaStreamer on flink: HoodieFlinkStreamer stops with com.beust.jcommander.ParameterException: The following options are required: [--kafka-topic], I gave --topic
Column 'proctime' not found in any table; lookup join against mysql with FOR SYSTEM_TIME AS OF, 1.14 sql gateway. I'm new to this, what is wrong with my select?
iceberg sink: IllegalArgumentException Equality field columns shouldn't be empty when configuring to use UPSERT data stream, thrown from append() before anything runs
One of our jobs reads its pipeline definition from a REST endpoint at startup; since the endpoint answers 404 we only get "The program's entry point class ... caused an error" when we deploy, the other jobs on the session cluster are fine
application 模式提交报 Cannot have more than one execute() or executeAsync() call in a single environment，session 模式下同样的 jar 没问题
seatunnel 2.3.3 flink engine，配置文件里 transform 的 source_table_name 写错，启动就报 Table not found，任务都没提交上去
Rowtime attributes must not be in the input rows of a regular join
Zeppelin 0.10 %flink.ssql paragraph turns red at once: "PRIMARY KEY constraint without NOT ENFORCED", cluster is up, other notes run
REST /jars/:id/run answers 400 with org.apache.flink.client.program.ProgramInvocationException: The program plan could not be fetched - the program aborted pre-maturely. Stderr: (none)
Cannot generate a valid execution plan for the given query: FlinkLogicalJoin ... This exception indicates that the query uses an unsupported SQL feature. over window plus top n in one view
paimon action jar mysql_sync_database: 执行 flink run 直接退出 IllegalArgumentException: mysql-conf [database-name] must be specified，已经写了 --mysql_conf database=xx
flink run: The given class has no main(String[]) method
We run Flink 1.17 in application mode on AKS and since we renamed an env variable the JobManager pod boots, prints a NullPointerException from our AppMain.java:41 and exits.
Using the REST endpoint /jars/:id/run from our portal, since the cluster went to 2.0 the program behaves as if no arguments were given at all and comes back with a 400.
Trying to submit my very first jar built with maven; CLI tells me neither main class nor program class is in the manifest, and the dashboard stays blank.
Hi, our SQL job got a view with a column that was renamed in Hive yesterday; sql-client -f now stops at line 88 with a validation message, no job id printed.
Kotlin app: flink run returns after four seconds with a stack trace that ends in our YAML loader, file path is wrong inside the container. Cluster shows 0 jobs.
We build the topology from rules stored in Postgres; that DB was down during deploy so the driver program threw before execute() and nothing was started.
Since the shell script was refactored, --start-date gets split at the blank and ParameterTool complains, the pipeline is never created, the cluster idles with free slots.
After refactoring, my RichMapFunction holds a reference to the outer class and client says the implementation is not serializable, so submission is denied.
Python: 'flink run -py job.py' ends with "NameError" in my own script on line 12, then says the python process exits with code 1, dashboard shows nothing.
Our platform generates Flink SQL; the new window TVF syntax is not accepted by the planner on 1.13, parse error at DESCRIPTOR, each statement is bounced in the client.
In staging config no sources are enabled, so program builds nothing and the client says there are no operators in the topology; how can I get it to accept that?
FlinkDeployment stays in DEPLOYING, JM restarts every 30s; last lines in log are our own IllegalArgumentException "unsupported profile: prod-eu" and then shutdown.
Flink 1.14 with HA in application mode: my main calls executeAsync for three pipelines in a loop, it dies on the second call and the container goes away.
I passed -c com.acme.Streamng (typo, I know) and got a wall of text from the client, no job; after correcting it now complains that env is null at getExecutionEnvironment.
flink run dies in main()
planner rejects insert, no job created
jar starts nothing, arg missing
entry class wrong, submit returns 400
Web UI upload page pops up "Server Response Message: Could not execute application." as soon as I hit Submit, running jobs list remains empty.
Client output: "The program finished with the following exception: ... No data for required key 'kafka.brokers'", worked before with the old start script.
Got "SQL validation failed. Object 'dim_store' not found within catalog 'default_catalog'" when deploying, so there's no job on the cluster whatsoever.
flink run 提交时报 The main method caused an error，原因是读取 nacos 配置为空，集群上没有生成任务
SQL 里 group by 的字段写错，客户端校验直接抛异常退出，web 界面看不到作业
通过 REST 接口运行 jar 返回 500，日志是我们自己代码里的空指针，图还没构建完就挂了
could not find any factory for identifier 'clickhouse' when I select from the table in sql client, connector is in my pom
dinky 里 create 完 mysql-cdc 表查询报 Unable to create a source for reading table，Cannot discover a connector using option connector=mysql-cdc，包已经放进去了
streampark custom code 模式启动 mysql cdc 作业，Could not find any factory for identifier 'mysql-cdc'
flink run paimon action create_tag_from_timestamp just throws NumberFormatException: null because I forgot an argument
自定义 socket connector 转 DataStream 打印，提交时报 InvalidProgramException，说对象 is not serializable，里面有个 TableSchema
flink sql 的窗口加了 AFTER WATERMARK 的 emit strategy，提交就失败，说 Cannot generate a valid execution plan，要我设置 minIdleStateRetentionTime
none of the example apps work on AWS managed Flink, even the simple S3 sink one only dies with Python process exits with code: 1
seatunnel 2.3.5 on flink, submitting fails with the main method caused an error, plugin Oracle-CDC not found
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
Sometimes submitting the job fails because the JobManager does not answer the client in time, then a retry succeeds.
consumption backlog is serious but the JobManager keeps scanning new snapshots and piles up splits until it runs out of memory
Syncing a table with more than a billion rows yields over a hundred thousand splits kept by the coordinator, and the job manager dies from lack of memory.
Job stuck in a restart loop, excessive checkpoint recoveries block the JobMaster main thread
big job never gets out of deploying: the RPC from JobManager to the TMs runs into the ask timeout
504 gateway timeout from the REST API when a job consumes a large number of topics by pattern, UI hardly loads
job submission sometimes fails with an rpc timeout because the jobmanager does not answer in time
rpc calls to the jobmanager time out when the result is big, framesize errors too
rpc call times out when a large result is returned, also akka framesize errors
job submission sometimes fails with ask timeout and the retry succeeds
The console shows our job as unknown every few minutes because the JobManager does not answer its REST calls, yet the job itself is processing.
Now and then handing in a job fails because the JobManager does not answer in time; a second try with the same command goes through.
The coordinator of our job spends most of its time in full garbage collection; the source has a huge number of shards and it keeps all of them in memory.
Every now and then a submission dies because the dispatcher does not answer within ten seconds; the next try goes through.
Syncing a database with billions of rows leaves more than a hundred thousand splits with the coordinator, the JobManager gets slower and slower and runs out of memory.
too many jobs on the session cluster, web UI takes for ever and times out
jobmanager runs out of memory because the enumerator queues too many splits
submission often fails because the dispatcher does not answer within the ask timeout
ask timed out between jobmanager and taskmanager, akka ask timeout of 10 seconds
job is actually running normally but dinky marks it UNKNOWN, log keeps saying unable to connect to the flink jobmanager, either the network is unstable or the job manager is stuck
submitting the jar through the API times out waiting for headers, jobmanager takes longer than 5 seconds to answer, retries go on and in the end 3 copies of the same job are running
job submission fails sometimes with ask timeout, retry goes through. flink run --jobmanager ...:8081 word count on k8s
job submission on k8s fails with akka ask timeout and then the job restarts, disabling checkpointing makes it go away
mysql cdc SourceCoordinator state is too big, OOM on the jobmanager when it checkpoints
/jobs/overview in Flink leaves out running jobs when their JobMaster answers too slowly, our tooling thinks the job is gone
operator log full of Failed to get Flink job status list, GET /jobs/overview on the jobmanager i/o timeout after 30s, reconciliation is blocked
submitter pod dies with Unknown job state: flink list suddenly says Failed to retrieve job list while my job is RUNNING
flink cli job submission times out and tells nothing about why, only that the JobManager did not answer in time
lyft operator loops in SubmittingJob: Post /jars/job.jar/run Client.Timeout exceeded while awaiting headers, 5 seconds are too short for our application
RPC fails because the message is larger than akka.framesize, and the exception does not say how big I must make it
Paimon task's pod crashed, log has akka.pattern.AskTimeoutException, Invocation of updateTaskExecutionState at jobmanager timed out
Native K8s session with HA on: the first 20 jobs run, the 21st just hangs in initializing
Dashboard takes 40 seconds to open a job, sometimes it just spins. Jobs themselves are all green, 120 small jobs on one session cluster, JM 1 core 2g
AskTimeoutException: Ask timed out on [Actor[akka://flink/user/rpc/dispatcher_1]] after [10000 ms] whenever we submit the big job with parallelism 800
flink list hangs and then java.util.concurrent.TimeoutException, the TaskManagers are idle-ish but the one jobmanager pod sits at 100% cpu limit all the time
jm 页面打不开，一直转圈，接口 /jobs/overview 要 30 多秒才返回，taskmanager 都正常，集群上跑了两百多个作业
Kubernetes operator keeps saying REST client timed out while observing the deployment. Exec into the jm pod and curl localhost:8081/overview also takes ages. 1.17, cpu 0.5 for the jobManager
After we put the prometheus scraper and a custom dashboard polling every job's vertices each 5s on it, the jobmanager can't keep up any more, requests time out
Batch job with 5000x5000 shuffle: deployment of tasks needs 10 minutes, in the JM log "Invocation of public abstract CompletableFuture TaskExecutorGateway.submitTask timed out", all cores of the job manager busy
1 million files in the source directory, file enumerator runs in the jm main thread, ui is dead while it lists, 1.15 FileSource on s3
Web UI unresponsive with huge job graph
We run SQL gateway on a shared session cluster, interactive selects. By afternoon each query needs a minute to even get RUNNING, morning after restart of the JM it's 2 seconds
Flink 1.12 standalone: job manager answers slowly once there are a few thousand finished jobs in the history, cleared by jobstore.expiration-time but then it comes back
提交任务报 Could not submit job, AskTimeoutException 10000 ms，调大 akka.ask.timeout 到 100s 才能提交成功，JobManager 只给了 1G 内存
Iceberg sink with 3000 partitions: the commit info all goes through the coordinator, and then everything that talks to the jm gets late, e.g. the UI and metrics fetcher. Workers have no load
EMR 6.10: resource manager page opens the flink proxy, but Flink tab "Loading..." forever. yarn shows the AM with 1024 MB. checkpoints ack'd late by job master too
MetricFetcherImpl warns all the time: Requesting TaskManager's path for query services failed, RpcTimeout. ~900 TMs in one cluster
Restart storm of one 2000-task job in our session cluster makes all other jobs unmanageable: cancel from CLI times out, savepoint trigger via REST gives 504 from the ingress
lyft flinkk8soperator reports cluster unhealthy, GET /overview fails with context deadline exceeded although all taskmanagers registered. jm at its cpu limit, throttled
Slow submit: after upgrading from 1.11 to 1.13 scheduling a parallelism 4000 batch job got stuck building the execution graph for several minutes, the master thread is at 100% in computing pipelined regions
dinky 里点作业详情经常超时，flink web ui 点 Checkpoints 页也要等十几秒，历史 checkpoint 保留数设的 1000，jobmanager cpu 打满
flink cancel 命令超时，rest 返回 504，过一会儿去看其实已经取消了，JobManager 2 核长期 100%，作业图 5000 个 task
Beam python jobs submitted every minute via flink rest: POST /v1/jars/upload takes longer each hour, the jobmanager container is at 95% of its memory and gc'ing, task managers are bored
mysql cdc with 300k chunks: enumerator on the jobmanager is so busy at each checkpoint that UI is frozen for 20s and the readers complain about missing replies from coordinator
job master rpc times out: "Invocation of [RemoteRpcInvocation(JobMasterOperatorEventGateway.sendOperatorEventToCoordinator)] at recipient timed out", wide hybrid source job
flink UI and REST very slow, one jobmanager, 300 jobs
Ververica forum: deployments stuck in TRANSITIONING, VVP can't get status as the jm's rest endpoint responds after 60+ s; the actual data keeps flowing
session 集群每天凌晨 300 个批任务同时提交，一半报 RestClientException: Internal server error / Ask timed out，错峰就好了，TM 资源很空闲
HA with zookeeper, 64 jobs recovered at once after JM restart; it needs 25 min until all are running, job manager process at 400% cpu, UI "Service temporarily unavailable" in between
We had to raise web.timeout to 5 minutes for flink cancel -s to come back, is that normal? one JM, 3 TMs, but 70 kafka jobs each with 100+ operators from generated SQL
Operator autoscaler can't collect metrics: ConnectTimeout/ReadTimeout on /vertices/…/subtasks/metrics of a job with 60 vertices x 500, the more it asks the worse the jobmanager gets
taskmanager 汇报 accumulators 太大(每个子任务几MB)，心跳 payload 把 jobmanager 压得很慢，web 上取消任务半天没反应
We run one Flink 1.16 session cluster with about 350 streaming SQL jobs and since last week the web page needs a minute to open, while TMs sit at 20% CPU.
JM pod has 1 CPU and 2 GB; after going to parallelism 1500 each deploy leads to ask timeouts from many different TaskManagers, the workers themselves look healthy.
Our Prometheus sidecar and three home-made dashboards poll /jobs/:id/metrics every 5 s, JobManager thread count explodes and flink list no longer answers within 30 s.
On YARN the AM container uses its whole vcore permanently; 'flink savepoint' gives a client timeout, although the savepoint is there on HDFS some minutes later.
The JobManager of our session cluster throws OutOfMemoryError about every two days, heap dump is full of ArchivedExecutionGraph objects, TaskManagers use a third of theirs.
Iceberg source with streaming read over a table with two million data files: coordinator process gets to 98% heap as soon as the enumerator begins planning.
I raised web.checkpoints.history to 5000 for auditing and now JM memory creeps up, opening the Checkpoints tab freezes the process for ten secs.
After a node failure all 280 jobs of the cluster restart at the same time, the master can't keep up with registering and deploying, many calls run into their 10 s limit.
Flink 1.18 on OpenShift: CFS throttling on the jobmanager container is at 70 percent, every REST call is sluggish, job data flows as usual.
Submitting a graph with 4000 vertices (generated from user rules) the client gives up after akka.ask.timeout, sometimes the job is there nevertheless, sometimes not.
Our savepoint _metadata is 1.8 GB because of union state in the old Kafka connector; the JM needs 3 minutes at full GC to complete each one and gets unresponsive.
Zeppelin users open a hundred ad-hoc queries on the shared cluster by noon, then the Dispatcher stops answering and new notebooks hang, same leader the whole time.
Operator reconciliation on 40 session jobs goes wrong because GET /jobs/overview takes longer than 10 s; JobManager heap in Grafana is a flat line at the max.
Flink CDC whole-database sync with 900 tables: snapshot splits pile up in the source coordinator, JM goes out of heap and workers just wait for the next split.
JM cpu pegged, workers idle
rest api 20s per call
too many jobs, jobmanager chokes
master heap full, TMs fine
TaskManager log: "Could not send task execution state update ... Ask timed out on [Actor[akka.tcp://flink@jm:6123/user/rpc/jobmanager_12]] after [10000 ms]", same on all workers.
Client prints "The rpc invocation size 31457280 exceeds the maximum pekko framesize" when deploying the generated 900-rule job.
jobmanager_Status_JVM_Memory_Heap_Used is at 1.98 of 2.00 GB since noon and jobmanager GC time 700 ms/s, while the taskmanager panels are all green.
session 集群任务数到了四百多个以后，8081 页面转圈几十秒，REST 查询经常超时，TM 负载都不高
JM 只给了 1 核 2G，并行度两千的作业部署时全是 ask timeout，主节点没有切换过
监控平台每秒轮询 metrics 接口，把 jobmanager 的 CPU 打满了，提交作业和触发 savepoint 都没响应
scaleph: JobSubmissionException Failed to submit JobGraph, Number of retries has been exhausted, connection timed out to the jobmanager rest port 8081
mysql cdc 的 SourceCoordinator 状态太大了，一做checkpoint jobmanager 就OOM
paimon job on k8s is interrupted and the pod crashes, log says ask timed out, invocation of updateTaskExecutionState at recipient jobmanager timed out
The enumerator puts new splits into its queue at each interval while the readers are held back, until the JobManager has no memory left
Splits pile up in the JobManager because the sources read slower than the table gets files
`,
  'kafka-offset-lost': `
mysql 源从 checkpoint 恢复，需要的 binlog 已经过期被清理掉了，位点找不到，一直重试也起不来
postgres cdc restarted after two days and the wal position it stored is no longer there, the slot was dropped meanwhile
saved binlog position is gone on the server, expire_logs_days is three and the job was down for a week
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
We use start from earliest, but when a partition offset goes out of range because of topic retention it is reset to latest and records are skipped.
新 topic 第一次启动消费，没有提交过 offset，也没配 reset 策略，作业直接起不来
The topics have a retention period. When our reader is behind for long, the position it wants to fetch is out of range and it jumps to the newest data, so we skip records.
no committed offset for the partition and offset reset strategy is none
retention deleted the records at the offset stored in the checkpoint
long interruption, then on recovery the offsets of the checkpoint are out of range
After a failover the source wants to go on at a position in the log topic which does not exist any more, and there is no rule where to start instead, so it fails.
After a failover the log reader asks for a position that is no longer there, no reset policy is configured, and so the source fails on every try.
job was stopped for a week, topic retention has removed the offsets in the checkpoint
offset out of range when the job fails over, no reset policy configured
flink job reading the arctic logstore, restarted ams so the job failed over, and since then it only fails with offset out of range
flink 1.14 sql client with kafka group: does not continue from the last committed position, seems auto.offset.reset is forced to none by the source
backfill job ran fine for a week with checkpoints, after a restart one subtask cannot subscribe to its bucket because the offset it wants is out of range
after a failover of the flink job reading the logstore it fails with offsets out of range with no configured reset policy for partitions
paimon kafka sync fails at first start because scan.startup.mode defaults to group-offsets and the new group has none, fetcher exception no offset for partition
Starting KafkaSource from a timestamp newer than the last message of an empty partition throws IllegalArgumentException: Invalid negative offset
start with latest-offset, partition C was empty; stop with savepoint, write to C, restore: that record is skipped because the saved offset is -1 and the reader seeks to end
updated Flink scenario with Kafka source suddenly reads from the earliest offsets after restoring its state
flink sql 从 kafka 写 pg，scan.startup.mode 是 group-offsets，任务重启后中间的数据丢了
After the pulsar connector upgrade our pipeline went to failing: start message id beyond the last commit, with failOnDataLoss false
Job was down over the long weekend, retention is 2 days, on Tuesday it resumes from the savepoint and fails: Fetch position FetchPosition{offset=88123411 ...} is out of range for partition payments-7
OffsetOutOfRangeException: Offsets out of range with no configured reset policy for partitions: {clicks-3=51234}
NoOffsetForPartitionException: Undefined offset with no reset policy for partitions: [orders-0], first start with a new group.id, Flink 1.14 KafkaSource committedOffsets()
We restored from last week's savepoint to reprocess, counts don't add up: about 3 days of events never arrived. Log on the TM has only an INFO about resetting offset for partition
Topic was deleted and recreated by the platform team with the same name, since then our job reads nothing; stored position in its checkpoint is 9 million and topic has 2000 messages
任务停了一周，从 checkpoint 恢复后报 Offsets out of range，kafka 只保留三天，数据还能找回来吗
Consumer fell 20 hours behind on a topic with retention.bytes of 1GB per partition, lag graph then suddenly drops to zero and we have a hole in the data
Flink SQL, 'scan.startup.mode'='specific-offsets', job dies right after start because that offset doesn't exist in partition 2 any more
moved to a new MSK cluster by mirrormaker and started with the old savepoint, the positions there are different, now fetcher says out of range, resetting to latest, lost a whole night
kafka retention expired while job was paused
Hudi streaming ingestion job (HoodieFlinkStreamer 0.12) stopped 10 days for maintenance. After start "data may be missing", bronze table has a gap from the 3rd to the 7th
flink 1.13 FlinkKafkaConsumer setStartFromGroupOffsets：消费组过期被 broker 删了 (offsets.retention.minutes)，重启后直接从 latest 消费，丢了半天数据
Broker had an unclean leader election after disk crash, log end is now lower than what our job had read, since then: Truncation detected / LogTruncationException for partition metrics-11
Event Hubs kafka endpoint with 1 day retention: after Friday's failed deploy Flink cannot continue on Monday, "The requested offset is not within the range of offsets maintained by the server"
auto.offset.reset none on purpose because we don't want silent loss. Now the job does not come up since one low-volume partition has been emptied by the cleaner
Backfill with a slow UDF: reading from earliest, and the tail of the log is deleted faster than we read it, job restarts with out of range for a different partition each time
KDA app restored from snapshot of a month ago, records between then and now from MSK only start at three days ago, no error anywhere
StreamPark 里任务从 savepoint 启动，日志一直刷 Fetch position ... is out of range, resetting offset，目标表少了 200 多万条
Beam KafkaIO on Flink runner: after restoring, KafkaUnboundedReader fails seeking, offset smaller than the log start offset of topic
Someone ran kafka-delete-records on the topic to purge PII, our streaming job fell over a second later and now crashes on each restart at the same partition and offset
Compacted + delete topic, job starts at timestamp of two weeks ago by OffsetsInitializer.timestamp, oldest message is newer than that and we quietly miss the rest. how can I make it fail instead
partition ods_log-4 在 checkpoint 里记录的位点比 kafka 里最早的还小，任务反复重启，其他分区没事
Upsert-kafka lookup job: canceled, edited, restarted without savepoint; expected it to go on from the consumer group but it says no committed offset for group, so it begins at the end of the topic
Our dev cluster resets Kafka each night (docker compose down -v), and each morning Flink with its retained checkpoint asks for an offset that isn't there yet
Pulsar KoP：作业停了三天，ledger 被清理，flink source 恢复后直接跳到最新的消息，中间的都没读到
Are records lost when Flink says resetting offset for partition to latest?
Statefun 3.2 ingress from kafka with startupPosition group-offsets and autoOffsetResetPosition unset, missing offsets after 7 idle days, ingress doesn't start
We reduced retention.ms from 7d to 6h to save disk, next failover (restores checkpoint of an hour, fine) but the canary job that checkpoints daily can't find its place in the topic
flink-cdc 写 kafka，下游 flink 任务积压太久，消费到的数据被 kafka 清掉了，报 OffsetOutOfRange，auto.offset.reset 配的 earliest 结果重复又丢失
After DR failover to the other region the source keeps printing "Offset 4410021 is out of range, resetting to earliest" and everything is read a second time
We run Flink 1.17 with KafkaSource and paused the job for a 9-day migration; on resume it complains that the position for 12 partitions is not valid any more, retention is a week.
Our MSK topic has retention.bytes of 5 GB per partition, during the promo traffic it was deleted faster than we read and after a restart the reader asks for messages long gone.
Someone recreated topic user-events with 6 instead of 12 partitions in the same night, now the restored job wants number 88 million but the log ends at 40 thousand.
I took the savepoint from March to reproduce a bug, job starts, and directly the source says that what it's looking for isn't in the log; brokers respond fine.
After last failover there is a hole from 01:10 to 05:45 in our table. Source log tells it was resetting to the latest position since the stored one was out of range.
New consumer group name in the config, startup option is committed offsets, nothing had ever been committed under it, so source refuses to start.
MySQL RDS keeps binlogs only 24 hours and our CDC job was down since Saturday evening, now it asks for mysql-bin.004211 and the server no longer has it.
Postgres CDC 2.4: to free disk the DBA removed our replication slot while the job was suspended, the LSN in the checkpoint can't be served anymore.
On Confluent a colleague ran kafka-delete-records on the input to get rid of bad messages, our reader stood at an older place and fails at each attempt since.
Unclean leader election on partition 9 after the double disk failure; the job now sits past the end of that log and keeps failing with a range complaint.
We switched from cluster A to its MirrorMaker copy, restored from the checkpoint and all positions are beyond the end of the mirrored partitions.
Kafka admins set cleanup to 3 hours to save disk, our hourly-restarting job with a five hours backlog is now always asking for data removed in between.
MongoDB CDC on 4.4, oplog window is just six hours. We had eight hours downtime and the resume token is rejected as no longer present in the history.
Flink 1.13, FlinkKafkaConsumer: after restoring yesterday's state it silently re-read the complete topic from 2021, as the remembered position had been purged and policy is earliest.
saved position already purged by retention
topic recreated, state points past end
binlog gone, cdc cannot resume
no committed offset, reset policy none
Source fails with "OffsetOutOfRangeException: Fetch position FetchPosition{offset=90112, ...} is out of range for partition clicks-7", earliest there is 155000.
INFO line after restore: "Resetting offset for partition bids-2 to position FetchPosition{offset=7210044...}" and downstream misses three hours of bids.
CDC log: "The slave is connecting using CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the master has purged binary logs containing GTIDs", restart doesn't help.
国庆停了八天，topic 只保留三天，从 savepoint 启动报 offset out of range，中间的数据还能找回来吗
mysql binlog 保留时间太短，CDC 任务挂了一晚上，恢复时提示 binlog 文件在服务器上已不存在
换了 group.id 以后用 group-offsets 模式启动，提示没有已提交的位点也没有 reset 策略
kafka has aged the data out by the time we restart from the checkpoint of last week
the records we stopped at were aged out of the topic before the restart
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
job with the exactly-once Kafka sink was cancelled for good, now every downstream read_committed consumer stands still at the last stable offset
Ensure lingering Kafka transactions are aborted reliably - old ones stay open after we restart the sink with lower parallelism
last stable offset is stuck, job with exactly-once sink was killed and not restarted
read_committed consumers are blocked by open transactions left behind by a crashed flink job
exactly-once job was killed and not started again, downstream read_committed consumers are blocked
The exactly-once job was killed and not started again. Since then the downstream readers that only take committed data are stuck at one offset, though new data is being written behind it.
We cancelled an exactly-once job for good. Since then every committed-only reader of its output topic is stuck at the same position, as a transaction of ours is still open.
downstream read_committed consumers are blocked, last stable offset does not move since we cancelled the exactly-once job
open transactions of a dead exactly-once job hold back readers with isolation level read_committed
downstream consumer sees no records, partitions are stuck on transactions of the old flink app
lingering kafka transactions after the job was cancelled
our flink job crashed and was not restarted, now everyone downstream who reads committed only is stuck on that topic and gets no new messages
cancelled the exactly-once job, kafka still shows its transaction ONGOING and downstream consumers cannot move past that offset. Timeout is set very long. How do we get rid of it, and is the data lost when it times out?
FlinkKafkaProducer takes minutes to start, it is busy aborting 5 x pool size possibly open old transactions one after the other
exactly-once Flink sink to Kafka: very long startup and orphaned hanging transactions left on the topic in production
after a recovery with reused transactional ids one precommitted transaction stays open on the broker under a newer epoch, nobody owns it and read_committed readers are blocked until it times out
transactional Kafka producers are left open when a commit fails or the task is stopped in FlinkKafkaProducer011
Downstream consumer with isolation.level=read_committed gets nothing from one partition since yesterday, read_uncommitted sees all messages. Producer is a Flink 1.17 KafkaSink exactly once that we had killed and started new without state
LSO stuck on 2 of 12 partitions after we cancelled a flink job without savepoint
Changed transactionalIdPrefix together with a redeploy, and since then consumers of the output topic hang for exactly an hour before they see anything new
kafka-transactions.sh find-hanging shows a producer id with an open transaction on topic enriched-5, last timestamp is when our taskmanager was killed. How do I make Flink abort this?
下游用 read_committed 消费 flink exactly-once 写的 topic，任务异常重启之后下游一直消费不到数据，过了 15 分钟才恢复，这是为什么
Spring Boot consumer (read_committed) lag rises for a single partition only, consumer isn't stuck, poll returns empty. The producing Flink job is healthy and commits on each checkpoint
Scaled the sink down from 16 to 4 on FlinkKafkaProducer, the ids of the other 12 subtasks stay open until transaction.timeout.ms of 1h passes, and nobody can read past them
The log cleaner can't compact our changelog topic, first uncleanable offset never advances; it sits behind a transaction begun by a flink producer weeks ago. Kafka 2.5
Job without new data shows nothing, but the consumer of its results waits and waits: last stable offset 1200, high watermark 98000. we had to delete the topic in staging
kafka streams app reading from the flink output topic in read_committed has not moved for two days, after a broker restart one txn stays Ongoing though nothing with that id is alive
We decommissioned a Flink job for good and its consumers still block until the timeout (a day in our case), is there any tool to abort what it left behind on the broker?
作业改名以后事务前缀跟着变了，老前缀留下的事务没人结束，下游 spark 任务（read_committed）三个分区一直没有数据
After a restore from an older savepoint the pre-committed transactions of the newer checkpoints are never finished and read_committed readers are stuck before them
broker __transaction_state 分区有很多 Ongoing 的事务，prefix 是我们已下线的 flink 作业，下游 hudi 任务消费卡住不动
Flink SQL sink.delivery-guarantee exactly-once, sink.transactional-id-prefix; I ran the INSERT twice from sql client with ctrl-c in between. Console consumer with --isolation-level read_committed shows no rows since
Kafka 3.4, hanging transaction after a network split between brokers. Producer side (flink job) thinks the commit went through, consumers with read_committed wait forever on partition 9
Statefun egress exactly once: on each failover readers pause for the full transaction timeout, 15 minutes of silence, then a burst
Parallelism 1, job failed before its first checkpoint several times in a row. Each attempt left one open, and the topic can't be read committed until they expire one after the other
Our latency alarm: with 10 min checkpoint interval and a crash in between, consumers see the data 70 minutes late. Writer restarted in 1 min. What holds it back?
MSK, describeProducers lists CurrentTransactionStartOffset=55120 for a producerId no one owns any longer, CoordinatorEpoch -1, we can't abort it by the transactional id
Flink job stopped with savepoint and moved to another cluster with another prefix, old topic is unreadable for the BI consumers now
read_committed 的消费者位点卡在 10234 不动，topic 里后面还有几百万条，producer 是 flink 1.15，期间 OOM 重启过十几次
Debezium → Flink → Kafka, the end consumer (Go, librdkafka, isolation.level default) stalls whenever Flink's TMs are evicted, resumes an hour later. Switching the consumer to read_uncommitted "fixes" it
Deleted the exactly-once job, consumers froze
read_committed consumer hangs after flink job was killed -9
FLINK exactly once sink with pooling (1.20/2.0 TransactionNamingStrategy), job restored on other parallelism, some of the old open ones are not listed and not aborted, consumers blocked
Idle Flink sink opens a transaction and with transaction.timeout.ms=12h after a hard kill the output topic is blocked half a day, can I lower it safely afterwards?
Confluent Cloud consumer lag alert, "consumer stuck at LSO". Support says open transaction by transactional id flink-sink-3-417. our job is at 3-502 now and does fine
flink kafka sink 作业取消后重新无状态提交，read_committed 消费端延迟一小时
Secor backup of the exactly-once topic stops at one offset, no exception. It only goes on after I restart the old Flink job from its last checkpoint, which then cleans up something
We removed an exactly-once Flink 1.16 job last night with kubectl delete; since then the Python consumer on its output (isolation read_committed) is stuck at offset 5518201.
Our Kafka Connect JDBC sink reads only committed data and got nothing since the streaming team retired their EOS pipeline, kafka-console-consumer prints new messages without trouble.
Two services write into the shared topic, one was a Flink job which is dead for good; strict consumers don't even get the messages of the living one.
Somebody did yarn app -kill on the writer and its owner left the company. The readers behind it haven't moved for 6 hours, is waiting for the 24h timeout all we can do?
After changing setTransactionalIdPrefix from "a-" to "b-" in the redeploy, dbt loader with committed isolation hangs at the cut-over, new data exists in the log.
Strange: lag of group billing-reader grows linearly on 5 of 20 partitions, it polls empty batches; the Flink sink feeding those partitions was cancelled mid checkpoint.
Our second Flink job (1.18, read_committed source) shows 0 records received although the topic gets 2k msg/s, upstream EOS job FAILED terminally yesterday and nobody restarted it.
Kafka admins ask us why the log cleaner skips some partitions of our output; there is a begun and never finished write of a sink that we shut down in October.
I deleted a test FlinkDeployment with EXACTLY_ONCE delivery on the prod topic, and now all committed readers froze. Messages are there, just not handed out. How can I release them?
On Redpanda the high watermark rises while the last stable one stays where our decommissioned Flink sink stopped, transaction timeout was configured as 12 hours.
We rolled back from the new cluster to the old and started without state; orphaned writes of the new cluster's sink keep Spark readers waiting, nothing is missing if read uncommitted.
The exactly-once pipeline ran out of restart attempts on Friday, we left it down on purpose. Since Friday the fraud service with isolation committed receives no event.
Switched the sink back to at-least-once and started stateless; since that deploy consumers that insist on committed data see nothing because the former sink's session is still open.
kcat with isolation.level=read_uncommitted goes to the end, with read_committed it stops 41,213 messages earlier and never moves; the job that wrote them no longer exists.
LSO pinned since EOS job cancel
dead writer's open txn blocks readers
committed readers starve, writer gone
hanging transaction of a deleted job
kafka-transactions.sh prints "payments-sink-3-118  ProducerId 9021  Ongoing" since yesterday 22:14, the Flink job with that prefix is CANCELED and won't return.
GetOffsetShell gives 1,204,881 for the end but our strict group reports "CURRENT-OFFSET 1,180,004 LAG 24877" unchanged for hours, EOS sink torn down on Monday.
Kafka UI shows "Last stable offset: 77120 / End offset: 190455" on partition 0 only, nobody runs the old enrich-eos pipeline any more.
上游 exactly-once 作业被强制 kill 之后没再启动，下游 flink 用 read_committed 消费一直没有数据，kafka 里消息其实在涨
旧作业已经下线，kafka-transactions 还能看到一个 Ongoing 的事务，几个分区的消费者都卡在它前面
改了 transactionalIdPrefix 重新上线，下游只读已提交的程序从切换那一刻起就不动了，要手动 abort 吗
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
KafkaSink failed to commit transactions under EXACTLY_ONCE semantics
committing the Kafka transaction hits an unknown error in the committer, job stays green but part of the records never shows up
Several of our jobs write to one topic from sinks that have the same name. Since exactly-once was enabled they keep fencing each other off and all of them go into restart cycles.
exactly once to kafka fails, producer fenced by a newer producer with the same transactional id
pid mapping expired on the broker and the committer replays the transaction in a restart loop
exactly once sink: producer was fenced by newer producer with same transactional id
restore from old savepoint twice, transactions cannot be committed, maybe silent data loss
With exactly-once output the job cannot get over a failure: coming back from its checkpoint it tries to commit what was pending, the broker refuses, it fails, and round it goes.
Several jobs write to one topic from sinks with the same name; with exactly-once on, they keep throwing each other's producers out.
cdc 写 kafka 开了精准一次，跑一段时间就说生产者的 epoch 太旧，要么有同 id 的新生产者，要么事务已经被 broker 过期了，怎么解决？
broker has forgotten the producer id, on recovery the committer replays the same transaction and fails again
restored twice from the same savepoint, producers are fenced and I fear data loss in the exactly once sink
kafka transaction was aborted by the broker after its timeout, pending data of the checkpoint is lost
job writes with EXACTLY_ONCE, and once it has to come back from a checkpoint it just keeps restarting, cannot commit what it had written before. Flink 1.16 on redpanda
streaming task from tidb to kafka with exactly once on the sink. The data does arrive in kafka but the task keeps restarting, invalid txn state
KafkaSink exactly once fails to commit whenever there was no data written to the topic during a checkpoint, with data it is fine
infinite restart loop of the exactly-once kafka job: the producer id expired on the broker, so on recovery the same expired transaction is replayed and the commit fails every time
exactly-once kafka pipeline was down longer than the transaction timeout, job resumed from the last checkpoint as if nothing happened but there is a hole in the output topic
Flink job with FlinkKafkaProducer EXACTLY_ONCE writing to KoP fails whenever it is restarted, producer can't recover its transaction (transaction.timeout.ms is 10000)
Flink 1.8 往 Kafka 1.1 写 EXACTLY_ONCE，checkpoint 后提交事务失败，任务就不断重启，TRANSACTION_TIMEOUT_CONFIG 设的 180000
Flink exactly-once producer with transactions does not work against Redpanda, producer throws; with plain Kafka the same job is fine
pulsar flink sink exactly once, restoring from checkpoint fails with TransactionNotFoundException the transaction with this txdID not found in recoverAndCommit
KafkaSink keeps restarting from the last checkpoint and cannot commit again, Kafka had aborted the pre-committed transaction because transaction.timeout.ms was exceeded
ProducerFencedException: There is a newer producer with the same transactionalId which fences the current one. Only one job writes to this topic as far as I know
InvalidTxnStateException: The producer attempted a transactional operation in an invalid state, job fails on notifyCheckpointComplete then restarts into the same
Restoring a 3 days old savepoint: "Unable to commit transaction ... because its producer is already fenced. This means that you either have a different producer with the same transactional.id or there are multiple jobs", only logged, are those records lost?
We see some gaps in the topic after an outage of 2 hours, the checkpoint before was complete. In the log a line by KafkaCommitter that the transaction could not be committed and has been aborted by the broker most likely
InvalidPidMappingException: The producer attempted to use a producer id which is not currently assigned to its transactional id. Job only gets data once a week, fails then
kafka sink 精确一次，作业挂了半小时后从 checkpoint 恢复报 InvalidPidMappingException，只能去掉状态启动，数据会丢吗
Blue/green deploy: while old and new version of the job run together for some minutes, both with prefix "orders-sink", the old one dies with InvalidProducerEpochException: Producer attempted to produce with an old epoch
Two SQL INSERTs in a statement set into the same topic with the same sink.transactional-id-prefix, they kick each other out all the time
Flink 1.9 FlinkKafkaProducer, Semantic.EXACTLY_ONCE: Exception while committing transaction KafkaTransactionState [transactionalId=Sink: out-a5f-12, producerId=8011, epoch=7], it has been open longer than the transaction timeout, then it goes in a loop
两个 flink 作业写同一个 topic，transactional id 前缀一样，轮流报 ProducerFencedException 重启
Our checkpoints sometimes take longer than transaction.timeout.ms (5 min). Afterwards: TransactionalId ... The coordinator has aborted, Producer epoch invalid, job restart, some events missing downstream
FlinkKafkaException: Failed to send data to Kafka: Producer attempted an operation with an old epoch. Either there is a newer producer with the same transactionalId, or the producer's transaction has been expired by the broker.
Commit after recovery fails with "InvalidTxnStateException" since the brokers were upgraded to 4.0 with transaction v2, Flink connector 3.3, worked on 3.7
Cluster migration of Kafka: new brokers do not know the producer ids that are in the savepoint. job refuses to start with the exactly-once sink, UNKNOWN_PRODUCER_ID
UnknownProducerIdException: This exception is raised by the broker if it could not locate the producer metadata, low traffic topic with 1 day retention
作业重启后一直报 ProducerFencedException，确认没有重复的任务，transactional id 前缀默认没改，另一个集群有个同名的作业
OutOfOrderSequenceException in Kafka sink after unclean leader election, exactly once is on. Are the pending records of that checkpoint written or not?
KafkaSink committer retries forever: "Retriable exception when committing" then fatal on the 11th, and says records may have been lost. broker was rolling at that time
Paused my job in VVP over the weekend (suspend with savepoint), transactional.id.expiration.ms is 7 days on the broker but they changed it to 1 day. Resume → can't recover transaction and job dead
Copy & paste deployment of the same jar for tenant B, other topic but same Kafka. Now tenant A's job crashes at each checkpoint. fenced
Duplicate-free but holes: after scale up from 4 to 8 with savepoint the first checkpoint's data was in nobody's committed output. TransactionAbortedException in one TM log
Flink 1.15.2, error "Transaction Kafka-sink-0-3412 was fenced, ignoring", WARN only. Why ignored? reconciliation is short by 812 messages
IllegalStateException: TransactionalId sink-1-77: Invalid transition attempted from state COMMITTING_TRANSACTION to state ABORTING_TRANSACTION / FATAL_ERROR, sink task then fails on the commit
flink 写 kafka 开启 exactly_once，checkpoint 间隔 20 分钟，事务超时 15 分钟，每次 commit 都报事务已过期，数据没写进去
Failed to commit KafkaCommittable, producer already fenced
Job got stuck 1 hr in backpressure, checkpoint never finished in that time, then "producer's transaction has been expired by the broker" and everything since the last checkpoint had to be replayed, some never showed up
PRODUCER_FENCED on commit when the standby job takes over
How can commitTransaction fail after a successful checkpoint? We lost 40k payments because recoverAndCommit got "INVALID_PRODUCER_ID_MAPPING" and went on
作业扩容重启之后 TM 日志有 Unable to commit transaction 的警告，任务没失败，但是下游对账少了几千条
flink sql 双流 join 写 kafka 两段提交，TM 掉线超过 1 小时后恢复，一直卡在提交阶段报 The producer has been rejected from the broker because it tried to use an old epoch
We run Flink 1.17 with KafkaSink EXACTLY_ONCE; network maintenance cut us off for 80 minutes, the job came back green but the output misses everything from the last checkpoint before it.
Staging got a copy of our helm chart including the sink's transactionalIdPrefix and points to the prod brokers, since then our prod writers complain of a newer producer.
Audit compares per-batch totals of source and sink topics, one batch is incomplete since the crash on Sunday; job status is RUNNING and the only trace is an ERROR line from the committer.
After three weeks of vacation mode we resumed from the last savepoint, now each recovery ends at the sink commit since Kafka doesn't know the producer's id any longer.
Flink 1.14, FlinkKafkaProducer with EOS: checkpoints sometimes last 20 min while transaction.timeout.ms is 15 min, and the consumers lack the messages of precisely those long intervals.
Our canary deployment runs next to the main one with same sink options, both alternately get kicked from the broker and part of the results never shows up for readers.
I rewound to a savepoint two days old after a bad release. On start sink logs dozens of refused commits for old transactions, do I have to assume gaps in the target topic?
Kafka team rebuilt __transaction_state after an incident and our exactly-once sink can't finalise what the checkpoint remembers; restart attempts all end in the same commit failure.
Subscribers miss 31,552 ledger entries although the Flink metric numRecordsSend counted them. Broker log says it rolled back the transaction because it exceeded its lifetime.
A pod was cut off from the network for ten minutes and then returned, writing with the old epoch; since then the sink of the replacement is thrown out again and again.
EOS pipeline with 5 min checkpoints was suspended from Friday to Monday. On resume all is green but the last few minutes of Friday are neither in the topic nor coming.
We only increased parallelism and redeployed; two of the new subtasks say their producer has been superseded, later I found a forgotten session job with identical prefix.
Exactly-once sink, connector 3.0.2: failedCommittables is 4 since the broker outage and does not grow. Nothing restarts, but is it true those rows are gone for ever?
Downstream ledger sum differs by 0.4% after the Kafka cluster was unavailable for two hours; source offsets have advanced, output of that period was aborted by brokers.
sink producer fenced, output has gap
two jobs share one transactional prefix
broker aborted our pending commit
commit refused after long outage
ERROR in TM log: "Unable to commit transaction (KafkaCommittable{producerId=4410, epoch=7 ...}) because it's in an invalid state", yet dashboard has no exception.
Caused by: "ProducerFencedException: There is a newer producer with the same transactionalId which fences the current one." every few minutes, we do have a blue and a green release up.
Restart loop with "InvalidPidMappingException: The producer attempted to use a producer id which is not currently assigned to its transactional id" after 10 days off.
作业断网一个多小时后自动恢复，kafka 输出 topic 少了一个 checkpoint 的数据，日志只有一行提交事务失败的 ERROR
测试环境误用了生产的事务前缀，生产的 producer 被 fence 掉，下游对账少了几千条
停了十几天再从 savepoint 拉起，sink 提交旧事务时报 producer id 已过期，一直重启
job was down longer than the Kafka transaction timeout and after restore the checkpointed data is gone; managed Kafka does not let us raise transaction.max.timeout.ms
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
The writer asks for transactions of one hour, but our brokers allow fifteen minutes at most, so the job dies as soon as the log system is switched on for a table.
exactly-once kafka sink does not start: our producer asks for one hour transaction timeout, broker only allows 15 minutes
broker allows only 15 minutes for a transaction but flink asks for 60
kafka sink with exactly once does not start, transaction.timeout.ms one hour is not allowed
default transaction timeout of KafkaSink is one hour but broker max is 15 minutes
The exactly-once sink does not even start: the broker says the time we want to keep transactions open is more than it permits.
The exactly-once sink asks for one hour but our brokers permit only fifteen minutes, so the producer is turned away at start.
The exactly-once sink does not come up against a stock cluster: it wants its transactions to live for an hour and the brokers grant fifteen minutes at most.
exactly-once kafka sink does not start, its one hour transaction timeout is above what the broker allows
transaction timeout of the sink is larger than the broker maximum
The transaction timeout is larger than the maximum value allowed by the broker (as configured by transaction.max.timeout.ms).
Switched my sink from AT_LEAST_ONCE to EXACTLY_ONCE in Flink 1.11, nothing else, and the job can't start: InvalidTxnTimeoutException unexpected error in InitProducerIdResponse
flink写kafka exactly once启动就报错 transaction timeout 大于 broker 允许的最大值，默认 1 小时 vs 15 分钟
We can't change settings on the brokers (Confluent Cloud basic). FlinkKafkaProducer uses 1 hour by itself and the cluster has 15 min, so job fails on start. What to set on my side?
Flink SQL: 'sink.delivery-guarantee'='exactly-once' → Unexpected error in InitProducerIdResponse; with at-least-once it writes fine to the same topic
Set transaction.timeout.ms to 2 hours so we survive long downtimes, the sink does not initialise any more
InvalidTxnTimeout right at open of the Kafka writer, MSK 2.8 default configuration, KDA app in Flink 1.15
Test with embedded Kafka in testcontainers fails in init transactions when I use Semantic.EXACTLY_ONCE, in production it's fine as there they have transaction.max.timeout.ms = 3600000
InvalidTxnTimeoutException on start of exactly once sink
升级到 KafkaSink（1.14）后报 InvalidTxnTimeoutException，旧的 FlinkKafkaProducer 里配过 transaction.timeout.ms，新的 builder 没有带过去
job restarts every few seconds on InitProducerId, broker people say our client asks for a timeout of 3600000 which they don't allow
After moving from self-hosted Kafka to Aiven our exactly-once job fails with org.apache.kafka.common.errors.InvalidTxnTimeoutException, same jar
Statefun 2.2 egress with exactly-once, deadline PT1H, "transaction timeout larger than max value", egress task never opens
文档说超时要大于 checkpoint 间隔加最长恢复时间，我配了 24 小时，结果 sink 初始化就失败，broker 端还有上限吗
Why does the broker reject me? I set transaction.max.timeout.ms in the producer properties to 2h, too, still InvalidTxnTimeout on start
Redpanda as target: kafka: INVALID_TRANSACTION_TIMEOUT when the Flink sink initialises its transactional producer
kafka 集群 server.properties 改了 transaction.max.timeout.ms 但只滚动重启了两台 broker，flink 任务有时候能起来，有时候报 timeout 超过最大值
Kafka sink rejected: InitProducerId error code 50
PyFlink 1.17: KafkaSink.builder().set_delivery_guarantee(DeliveryGuarantee.EXACTLY_ONCE), fails on start with Py4J trace, at the bottom InvalidTxnTimeoutException. No idea where the 1 hour comes from
Beam KafkaIO.write().withEOS on flink runner fails on init: timeout is larger than the maximum
Strimzi cluster, new environment; all at-least-once jobs came up, the three exactly-once ones all die in initTransactions and it's about milliseconds allowed by the broker
IBM Event Streams: max 15 minutes, our savepoint-restored job has 60 configured, sink can't be opened
chunjun kafka sink 设置精准一次，任务一提交就失败，改成 transaction.timeout.ms=600000 又能跑了，为什么
Kafka admin lowered transaction.max.timeout.ms from an hour to 5 minutes last night. The running job lived on until its next restart, now it won't initialise the sink
dinky 提交 flink sql，'properties.transaction.timeout.ms'='7200000' 一启动就失败，去掉 exactly-once 就好了
FlinkKafkaProducer011 with EXACTLY_ONCE quickstart from the docs on a vanilla Kafka in docker, KafkaException: Unexpected error in InitProducerIdResponse; the transaction timeout
What is a sane value for transaction.timeout.ms if OCI Streaming / our vendor allows 15 min at most? With the default the producer is rejected before the first record
Hudi no, just kafka to kafka: error 50 INVALID_TRANSACTION_TIMEOUT in the TM log as soon as the writer subtask goes to INITIALIZING, 1.18 connector 3.1.0-1.18
通过 StreamPark 提交的 exactly-once 作业一直 restarting，TM 日志只有一句 timeout is larger than the maximum value allowed，broker 是云上托管的，改不了
Typo in our helm values put transaction.timeout.ms at 9000000 instead of 900000 and the sink no longer comes up on any environment
We run Flink 1.17 against a stock Kafka 3.4; I added setDeliveryGuarantee(EXACTLY_ONCE) yesterday and the sink task fails two seconds after start, at-least-once never had a problem.
Migrated our brokers to MSK Serverless, all jobs came up except the two with exactly-once sinks, which are told that their transaction duration isn't allowed.
I'm following the docs and put properties.transaction.timeout.ms = 7200000 into the SQL DDL, now the INSERT goes straight to FAILED while opening the producer.
Local docker-compose test with bitnami kafka: everything fine until I turn EOS on, then the writer can't init and says something on a maximum of the broker.
Our Kafka admins set a ceiling of 5 minutes for transactions on Monday, today's routine redeploy of the settlement job (EOS) is bounced on init in an endless loop.
Upgraded FlinkKafkaProducer to KafkaSink on 1.15 and lost the custom property on the way, the default of an hour is not accepted by our servers' 15 minutes.
To be safe over weekends I raised the sink's transaction limit to three days as some blog said, and since then no subtask of the sink gets past INITIALIZING.
Exactly-once pipeline green on the dev broker, same image on prod brokers red at once; the ops guy says prod caps transaction time at 10 min.
Hello, Flink newbie: when delivery guarantee is AT_LEAST_ONCE my app works, with EXACTLY_ONCE it throws on producer initialisation with a timeout bigger than permitted. Which side should be changed?
Azure Event Hubs as Kafka target on Flink 1.18, exactly-once; hub refuses the requested transaction length, not a single record was written.
PyFlink 1.16: KafkaSink.builder() with DeliveryGuarantee.EXACTLY_ONCE, sink vertex fails at open every time, source vertices haven't emitted anything yet.
Since the Strimzi operator recreated our Kafka CR, transaction.max.timeout.ms fell back to its default and none of the exactly-once jobs starts, the rest is OK.
Our platform template hard-codes 1 h as producer transaction time; new customer's Confluent cluster allows just 15 minutes so the deployment turns red at once.
Flink CDC pipeline 3.1 to Kafka with exactly once fails during sink init, server says our requested expiry is over the configured cap; source DB isn't even contacted.
EOS sink init denied, timeout too high
broker max transaction time is 15min
1h transaction default rejected by kafka
sink's txn limit above server cap
Stack trace: "Unexpected error in InitProducerIdResponse; The transaction timeout is larger than the maximum value allowed by the broker", first deploy with exactly-once.
Exceptions tab says "InvalidTxnTimeoutException" on Sink: Writer (1/4) 3 seconds after the deployment, all four attempts equal.
Broker config reads "transaction.max.timeout.ms=300000" while our sink log prints "transaction.timeout.ms = 3600000" and the writer is refused on start.
第一次开 exactly-once 写 kafka，sink 一初始化就失败，说请求的事务时长超过 broker 上限，改回 at-least-once 就好
运维把 broker 的 transaction.max.timeout.ms 改成 5 分钟后，我们的精准一次作业重新发布起不来
把 sink 的 transaction.timeout.ms 设成 24 小时想防止长时间停机，结果生产者直接被拒绝
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
When a partition has no leader (leader=-1, three disks offline together) the Flink streaming job cannot restart nor start as a new instance with a new group id, it is stuck because the position of that partition cannot be determined.
Kafka offset commit on checkpointing fails repeatedly after a broker restart
作业一直拿不到 topic 元数据，连 kafka 超时，网络还是地址配错了？
flink cannot fetch topic metadata from kafka, timeout expired
kafka brokers are down for maintenance and the source cannot connect
after a broker reboot dns of one kafka server does not resolve and the source cannot start
flink job stops when kafka broker restarts, says unknown topic or partition
Our stream reader gives up after a minute because it cannot find out where in one of the topic's partitions it should start.
作业启动时一直等不到节点分配,bootstrap 地址能通,但是 Kafka 返回的 broker 地址从 Flink 这边连不上。
When one partition of the topic has no valid leader, our streaming job can neither be restarted nor started afresh under another group id.
Started the log task: it waits a minute for the position in partition 0 of the topic, then gives up and the whole thing shuts down. I have been at it for two days.
Inside the container the job looks for Kafka at localhost:9092 and never gets an answer; from my machine the console consumer works.
No broker was up when the job came up. It did not fail, it just sat there reading nothing until somebody asked why the topic had not been consumed since last night.
some partitions have no leader after a disk crash, source cannot start and hangs
none of the brokers is available
after a broker was replaced our producers do not know the new leader and batches expire
kafka cluster not reachable
KafkaSink from flink 1.16 in my IDE to azure event hubs never worked, says the topic is not present in metadata after 60 seconds
paimon table with kafka as log, INSERT does not work any more when auto.create.topics is off on the kafka side
INSERT to Kafka does not work on a cluster where auto create topics is off, job fails right away
FlinkKafkaConsumer dies with a bare NullPointerException in getAllPartitionsForTopics, turned out one of the topics does not exist
we read a list of many topics and one was renamed, Flink Kafka consumer says nothing and just does not read it
Flink 1.15 kafka sink now and then gets NETWORK_EXCEPTION Disconnected from node 0 and retries, each time output is delayed 30-60 seconds
Kafka 0.8 consumer fails the whole Flink topology whenever one broker goes down and the partition leader changes
JobManager log repeats Timeout expired while fetching topic metadata
Job failed while the sink wrote to Kafka: NetworkException, the server disconnected before a response was received. Flink 1.10 SQL
TimeoutException: Timeout expired while fetching topic metadata, flink 1.12 docker compose, console consumer on my host works with localhost:9092
Failed to list subscribed topic partitions due to ... UnknownTopicOrPartitionException: This server does not host this topic-partition. Topic is there in kafdrop but in the other cluster maybe
Connection to node -1 (kafka/172.18.0.4:9092) could not be established. Broker may not be available. Repeats all day in the taskmanager log
Job sits in RUNNING but reads nothing, TM log full of "Bootstrap broker kafka-svc:9092 (id: -2 rack: null) disconnected"
KafkaSource in EKS against MSK: LEADER_NOT_AVAILABLE for a while then FlinkRuntimeException: Failed to get metadata for topics, security group was ours to open
flink 任务报 Call(callName=describeTopics, ...) timed out at ... after 1 attempt(s)，本地 IDEA 跑正常，放到集群上就不行，kafka 在另一个网段
During the rolling upgrade of our three brokers the job failed over 14 times, NotLeaderOrFollower then timeouts expiring 60 records for topic-2: 120000 ms has passed since batch creation
No resolvable bootstrap urls given in bootstrap.servers
Sink topic doesn't exist and auto.create is off: Topic results not present in metadata after 60000 ms
One of the two source topics was deleted by the owning team, since then our union job cannot start at all
KDA Studio notebook: kafka table select spins, after a minute Timed out waiting for a node assignment. Call: listTopics. VPC was set on the app
advertised.listeners says kafka-0.internal, our Flink runs in another k8s cluster, gets metadata fine but then UnknownHostException kafka-0.internal and no data
Kafka went down at 3am for 20 minutes (disk), flink job used its restarts and did not come back by itself when the brokers did. Log: 1/3 brokers available, Coordinator not available
写 kafka 报 Expiring 12 record(s) for dwd_order-3:120001 ms has passed since batch creation，一台 broker 宕机后就这样了
dynamic topic pattern job failed since a matching topic got removed while running, partition discovery throws that topic metadata is not found
Source: Kafka -> Map switched to FAILED with org.apache.kafka.common.errors.TimeoutException: Timeout of 60000ms expired before the position for partition in-0 could be determined
Beam on Flink with KafkaIO: Failed to construct kafka consumer, DNS of the bootstrap server changed after they rebuilt the VMs
minikube: flink operator example with strimzi, job manager log says node 1 disconnected over and over. From a debug pod kcat lists topics
The job can't see the brokers after our network team turned on the firewall between the zones, worked for a year, now fetching metadata fails
Bootstrap broker disconnected, nothing is consumed
flinksql 建表 topic 名写错，任务启动报 UnknownTopicOrPartition，改了 DDL 重新提交还是旧 topic
kafka 容器重建后 IP 变了，flink 还在连老的 IP，日志一直刷 Broker may not be available
KafkaException: Error while fetching metadata with correlation id 4 : {test=INVALID_REPLICATION_FACTOR}, only one broker of the three is up
Not enough replicas: NotEnoughReplicasException: Messages are rejected since there are fewer in-sync replicas than required, sink fails on every flush after we lost a broker
Job manager fails in start of the enumerator: "Failed to list subscribed topic partitions", so job goes CREATED, RUNNING, RESTARTING each 30 secs. broker is on ECS behind an NLB that got deleted
hudi 实时入湖任务，kafka 集群迁移后 bootstrap 地址变了，任务从昨晚开始拿不到 topic 分区，一直超时
After restore the splits of topic A go to a cluster that doesn't exist any longer (we changed bootstrap.servers in code, the source kept trying), connect timeouts
公司 kafka 在机房，flink 在阿里云上，通过公网代理连 bootstrap 能通，拿到的 broker 是内网地址，消费不到数据一直超时
zookeeper session of the brokers expired, whole Kafka was without controller for some min. our flink pipelines show Node 2 was unable to process the fetch request: LEADER_NOT_AVAILABLE, and fail
Pulsar KoP / bootstrap on the proxy: flink consumer logs NOT_COORDINATOR, then broker not available while bundles are unloaded
We run Flink 1.18 on EKS reading from MSK; since the new node group came into use, jobs scheduled there hang in INITIALIZING and then fail because partitions can't be listed.
Kafka cluster was patched at 23:00, brokers rebooted one by one, and six of our pipelines restarted some forty times until the last one returned.
From the TM pod I can reach kafka-bootstrap:9092 by nc, but the addresses handed back are like ip-10-9-1-4.internal which nslookup there doesn't find.
Our sink topic lost two of three replicas because of a rack outage, min.insync is 2, and the writer fails since produce requests are not accepted.
Somebody's housekeeping job deleted the topic "orders.retry" overnight; the source says that this topic-partition isn't hosted and the job flaps since 02:30.
VPN between on-prem Kafka and the cloud Flink cluster drops every evening about 8, fetches end in disconnects and throughput is zero for minutes.
Moved the brokers from 9092 plaintext to 9094 TLS at the weekend, but the Flink jobs still use the old port and just time out on node assignment.
I can list topics on my laptop without problem, however within our namespace with default-deny egress the AdminClient in Flink 1.16 gives up after sixty seconds.
One broker of five was removed permanently; it's still the only entry in bootstrap.servers of an old job, which can't start after a restart now.
Strimzi certificate rollover bounced the whole Kafka at once, every streaming app with that source was RESTARTING for twenty minutes and recovered without our help.
Writes to topic-x expire after two minutes unacknowledged, producer buffers fill up, broker 3 has been reported as overloaded and unresponsive by our Kafka colleagues.
Flink SQL select from kafka table returns nothing and then a timeout; the topic name in DDL had a typo and auto creation is disabled on the brokers.
Since our DNS provider's outage this morning broker names can't be resolved in the data center, all Kafka sources fail, other jobs (files, JDBC) are fine.
Cloud Kafka provider changed the public endpoints, announcement went to spam; the job's bootstrap hostname now is NXDOMAIN and the KafkaSource never gets up.
bootstrap servers unreachable from pods
brokers restarting, all sources flap
topic deleted, source cannot start
partition 5 without leader, reader hangs
Log fills with "[AdminClient clientId=enrich-enumerator-admin-client] Connection to node 2 (b-2.msk:9094) could not be established." then the source gives up.
Sink fails with "TimeoutException: Topic invoices-out not present in metadata after 60000 ms." since the cluster switch on Thursday.
Enumerator: "Failed to list subscribed topic partitions due to ... Timed out waiting for a node assignment. Call: describeTopics", security group was edited one hour before.
kafka 三台 broker 滚动重启，flink 任务全部反复重启，等 broker 恢复才正常
容器里 telnet broker 端口不通，安全组没放开新网段，source 拿不到分区信息超时
主题被运维误删之后写入端一直报 UnknownTopicOrPartition，作业起不来
相同的Flink任务,换个运行环境就报读取kafka失败TimeoutException,排查环境跟Kafka的连通性又没有问题,bootstrap.server里有几个已经下线的节点
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
Unnecessary late events when using the new KafkaSource
Since we have more source subtasks than Kafka partitions, event time sometimes leaps to infinity when the others go idle, and from that moment every record counts as too late and the joins yield nothing.
Since the upgrade the Kafka source sends the maximal watermark although it is not finished at all, so everything that comes afterwards counts as too late.
one agent sent an extremely big timestamp, event time jumped and the windows of everyone else treat their data as too late
shortly after starting from a savepoint lots of records are dropped as late, per-partition watermarks seem to be merged wrongly at startup
late events are discarded and the counts are too low
many records are later than the allowed lateness and get lost
mobile app was offline, its data arrives hours later and is thrown away
records are treated as late and dropped by the window after the iceberg source emitted its watermark
When we read the table as a stream some rows vanish: those with the smallest timestamp of their split arrive after the clock has already passed that value and the stateful step throws them away.
After we resharded the stream while the application was lagging behind, records of the new shards were read before the old ones were finished and the windows threw a lot of events away.
One agent with a wrong clock sent a timestamp far ahead, and since then the window data of all the others is not counted.
over windows silently throw away events that come too late
counts per hour are too low since devices upload their events after the window has closed
numLateRecordsDropped rises
events that arrive after the watermark passed are dropped by the window
numLateRecordsDropped jumped after a producer flushed old events
pinpoint flink aggregation loses some agent metrics depending on conditions, events are not ordered by timestamp and the out of orderness is 0 (monotonous timestamps)
reading iceberg as a source with watermarks: rows that have exactly the minimum timestamp of the split get dropped by the stateful operator behind it
滑动窗口 10 分钟，allowedLateness 1 分钟，10:14:51 的数据明明属于这个窗口，却没算进去，跑到侧输出流里了
Flink SQL TUMBLE window with table.exec.emit.allow-lateness 1 hour and late-fire delay: the last late updates never come out, the window is cleaned up before they are emitted
flink streaming word count with windows loses data
flinkStreamSQL kafka 源表 timezone=Asia/Shanghai，window 加 join 之后窗口时间差八小时，后面的数据都被当成超时丢弃，窗口只触发一次
feathub sliding window on Flink, max_out_of_orderness 0: a row of 8:59 arriving when the watermark is 9:01 is dropped from all windows, also from those still open
Flink SQL rowtime window join puts out records whose timestamp equals the watermark it has already sent, so the next operator sees them as late
A Kafka subtask with no partitions sends Long.MAX_VALUE as watermark, event time jumps to the end and all later events are too late
numLateRecordsDropped is over 5 million since this morning, output of 1 min tumble is about half of what it was, no errors
Some mobile clients have their clock set to 2030 and since one such event came in, windows for today's records are never produced, everything is thrown away
Replaying a month of Kafka: results of the hourly window are much smaller than the live run's, partitions are read at different speeds
flink sql 窗口聚合结果偏少，跟离线对不上，差了 3% 左右，watermark 设的是 5 秒
Side output for late events receives nearly everything since we changed forBoundedOutOfOrderness from minutes to 3 seconds
Timestamps are in microseconds from the producer team and I treat them as ms, first record makes the window close and then nothing counts any more
One IoT device sent ts=4102444800000 and the watermark in the web UI jumped to year 2100. How to get it back without dropping state?
Interval join misses pairs when the second stream lags by more than a few minutes, they are just not there in the output
多张表 union all 之后开窗，其中一张表同步慢半小时，它的数据基本都没算进结果，日志里什么都没有
After backfill from savepoint the session windows of slow partitions are lost: dropped late metrics go up on exactly two of the subtasks
eventtime 窗口：数据有时区问题，create_time 当成 UTC 解析，早到了 8 小时，一部分来源正常的数据全被丢弃了
Window emits, but only the first few records of each minute are in. Source is parallel 8 over 3 topics, timestamp assigned after a rebalance
kinesis consumer: after resharding the child shards get read before the parents are through, and our daily counts miss events. shard watermark far ahead
Why does my ProcessWindowFunction see fewer events than the source? Ordered by ts in the DB but the CDC snapshot reads chunks in random order
Late elements silently dropped
Our test data generator adds +1 day on a few rows. Since they were sent only these appear in the tumbling results and none of the current day
Beam on Flink: PaneInfo shows ON_TIME only, elements dropped due to lateness in logs of LateDataDroppingDoFnRunner, "Dropping element at 2023-03-01T... for key; window ... since too far behind"
Flink 1.16 Table API OVER window with rowtime drops rows that come out of order, I'd expect them to be put in order
allowedLateness(1h) 加了，但是晚到两小时的日志还是丢了，业务说手机离线上报很正常，怎么才能不丢
Temporal join with versioned table: orders arriving after a currency update with larger timestamp yield nothing, like they're gone
Pausing one of two Kafka topics for maintenance; when it came back all its 6 hours of messages were ignored by the window operator since idle timeout had let the other one go on
withIdleness(30s): a partition that sends in bursts every minute, each time its first records are not counted
Dashboard shows gaps every night at DST change, device local times go an hour back and those rows don't show up in any window
After the upstream retried a failed batch (2 hrs old events), our aggregates didn't change at all. Do I lose these?
windowed count in sql gateway demo: I insert rows by hand, the second row has an older time than the first and does never appear
Flink SQL TUMBLE 丢数据，日志没有报错，LateRecordsDropped 一直涨，source 并行度 6，其中一个分区延迟比较大
Half of my events missing from tumbling window
A bad row with epoch in ns poisons the watermark generator and all sites, not only the one it's from, are counted as zero until restart from older savepoint
Lots of records in lateOutput when job restarts from a checkpoint and catches up, at normal speed nearly none. Watermark goes with the fastest of the splits one reader holds
数据源里有一条时间是 2099 年的脏数据，之后窗口再也没有正常数据输出，全进了侧输出流
We run Flink 1.17 with 1-minute tumbling windows and the daily total is 4% under what our warehouse has; no failures, no lag, I suspect stragglers get thrown away.
One vehicle reported a GPS time in 2080 on Thursday and from that second on all our geofence windows ignore the rest of the fleet.
Our partner uploads its transactions as a batch file each hour into the same topic as live ones, and none of the uploaded ones appear in the sliding sums.
After the app team switched from epoch seconds to epoch millis in one event type the operator's clock is thousands of years ahead and the aggregates are empty.
Allowed lateness was cut from 10 min to 30 s in release 4.2 to save state, since then customer care sees orders that aren't in the hourly counts.
Replaying last week's topic with parallelism 8: partitions are read at different pace, and the ones behind lose most of their rows in the session window.
We enabled withIdleness(5s) on Flink 1.15 and since then quiet tenants have wrong numbers, their first records following a pause never make it into a window.
Smart meters in cellars deliver with up to six hours delay over LoRa; the consumption per hour in our dashboard is too low, when I recompute by Spark it's right.
SQL job with WATERMARK FOR ts AS ts - INTERVAL '5' SECOND: rows with a ts 20 s behind the newest don't come out of the TUMBLE, others do.
Germany's feed stamps in local time, others in UTC, so German events look two hours ahead and everybody else's events are disregarded by the window.
I compare side-output counts: until Sunday 50 per hour went there, now 90 thousand per hour. Job is green, input rate unchanged, a vendor did a firmware update.
Interval join of clicks and impressions finds far fewer pairs since the impressions pipeline got slower; impressions arrive after the join's time bound has passed and are ignored.
Windows do fire, quickly even, but each result contains only about half the elements; with BoundedOutOfOrderness of 2 minutes rather than 5 seconds it's complete.
stragglers missing from hourly windows
one future timestamp killed our windows
late drop counter is climbing fast
watermark ahead of wall clock
Metric "DailyRevenue.numLateRecordsDropped" went from 12 to 2.4 million overnight, no restart, consumer lag zero.
UI shows Low Watermark "2031-04-02 11:00:00" on the window vertex today, and everything with a normal date disappears there.
Task failed: "The end timestamp of an event-time window cannot become earlier than the current watermark by merging", only sessions of one delayed region are concerned.
手机端离线缓存的日志第二天才上报，小时窗口早就关了，统计比离线数仓少百分之五
某台设备时钟错误发了一条 2050 年的数据，之后窗口把正常数据全丢了，作业状态一切正常
SQL 里水位线只减 5 秒，上游乱序有一分钟，TUMBLE 出来的结果总是偏少，numLateRecordsDropped 一直在涨
Since I turned on idleness detection for Kafka partitions the watermarks do proceed again, but apparently too aggressively, it caused a lot of data loss. Partitions seem to be treated as idle while the consumer is busy with others.
`,
  'leadership-lost': `
event on the console: the JobManager pod exited abnormally, a new one was started
JobManager pod 异常退出，被重新拉起，作业做了一次 failover
the job manager container was terminated unexpectedly last night and another one took over, the job recovered by itself
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
zookeeper 集群切换领导了，flink 集群项目重启了就没有数据的输入和输出了，该从哪方面入手解决？
EKS node group upgrade: the node with the job manager goes down, high availability does not seem to work at all and the entire Flink cluster is out.
Application mode deletes HA data in case of a suspended ZooKeeper connection
Stuck in "Job leader ... lost leadership" error, task managers keep disconnecting from the job
ZooKeeper leader changed and our per-job cluster lost the job, it does not come back from the checkpoint
short hiccup of the kubernetes API server and the JobManager process dies with a fatal error in the leader config map watch
node upgrade takes the jobmanager away and nobody is leader, HA does not work
zookeeper connection suspended and all jobs are cancelled and restarted when leadership comes back
with kubernetes HA the jobmanager pod crashes every hour, renew deadline reached in the log
zookeeper connection is unstable and every time all jobs are cancelled and restarted
A hiccup of the ZooKeeper network of a second or two and all our long-running jobs are cancelled and restarted because the master thinks it is no longer in charge.
A short network hiccup to ZooKeeper is enough for our JobManager to give up leadership, and then all jobs on the cluster are cancelled and started again.
The role was taken away from the coordinator and given back a few seconds later, and a job that had already failed for good started to run again.
The ZooKeeper connection hiccups for a second and the master gives up being leader: all jobs are cancelled and started again, and it hurts more the more tasks we have.
jobmanager pod with k8s HA crashes about once an hour, just before it logs renew deadline reached
every short ZooKeeper hiccup cancels all jobs and starts them again
zk leader switched and all our jobs failed over
jobmanager leadership is revoked because the kubernetes config map lock could not be renewed
flink on kubernetes with HA: starts fine, but after about an hour the jobmanager pod crashes again and again, log says renew deadline reached just before. Raised lease-duration and renew-deadline, no long GC, API server looks fine.
EKS node group upgrade took down the node with our job managers and the whole cluster is out, HA does nothing and the operator still thinks the job manager is running
FlinkCluster cannot recover if the JobManager is restarted for any reason, job status just says Lost. It was no problem with the previous operator version.
yarn, zookeeper HA: every time the zookeeper leader crashes or the connection breaks for a moment, the jobmanager gives up and all running tasks are cancelled until it is back
in application mode the jobmanager pod is not restarted after it was killed / evicted from the node
zookeeper leader changed and the appMaster failed over, old one cleaned up all the HA data so the new one did not recover from the latest checkpoint
On yarn, whenever the connection between JobManager and zookeeper breaks for a moment all running tasks get cancelled and wait for the connection to come back
Job cluster on k8s without volumes or savepoints: when the jobmanager dies for whatever reason the job is not started again afterwards, how do I get it back up
Our network to zookeeper is a bit shaky and the dispatcher goes through revoked/granted leadership again and again, every short ConnectionLoss cancels all the jobs and recovers them though nobody else took the lead
JobManager lost and regained leadership and TaskManager does not reconnect to it, same address as before
When the shuffle manager's leader changes right as a job ends, the JM of our session cluster dies with a fatal error and fails over, hitting all the other jobs
After leadership was revoked the ResourceManager rejects the registration of the new jobmanager, leader session id is null
On mesos after the JobManager failover the new resource manager does not connect to mesos, no TaskManagers come
Since the JobManager failed over our TaskManagers send no metrics any more
Job manager log is flooded with "Exception occurred in REST handler: Job ... not found", task manager idle, and I can't redeploy the flinkapp without getting DeployFailed
Jobmanager container was recreated after a crash and does not find its job any more: Job ed95... not found in the REST handler, checkpoints directory is there but isn't used
After a forced restart of the jobmanager pod in application mode: Could not create application program, Only "local" is supported as schema
JobMaster regained leadership after a short loss but cannot start a second time, job stays dead. 1.12
Each SUSPENDED of the zookeeper connection clears the leader address and TaskManagers drop the job, even when the session does not expire
While the old leader is gone and no new one is elected yet, all container messages from yarn are dropped and we end up with fewer TaskManagers
With kubernetes HA each restart of the task gives one more Job instance, since I deleted the Deployment directly instead of cancelling
JM lost leadership and got it again, TM says lost leadership and does not reconnect
Killed the yarn AM, a new one starts, but the old Dispatcher and JobManagers still think they lead
After the zookeeper session reconnected TaskManagers can't find the leader any more
kubernetes HA setup 1.12, killed the JobManager, the new one fails to restart the job from its checkpoint
ZooKeeper connection trouble and afterwards the UI shows a job twice or not at all, its state is inconsistent
JobManager hangs on failover, thread dump shows a dead lock in DefaultLeaderElectionService
JobManager keeps writing its leader info to ZooKeeper all day and eats up the zxid
Leadership was granted and revoked quickly after one another and the Dispatcher ended up in a broken state
start-cluster.sh does not bring up the HA cluster, second jobmanager never starts
With Kubernetes HA I cannot restore the job from a savepoint, JobManager fails in initialising
When the Job Manager fails and comes back, it knows nothing of the running tasks: Job ... not found, we have to undeploy and deploy again
zookeeper HA on yarn, flink 1.13.2: every time our zk ensemble does a rolling restart all streaming jobs restart from checkpoint, log says Connection to ZooKeeper suspended. The contender LeaderContender no longer participates in the leader election
Flink 1.11 session cluster, zk leader was switched for a few seconds and all 40 jobs went to SUSPENDED and came back, can we make flink tolerate that
JobManager for job 5f1c... with leader id 00000000 lost leadership, job gets cancelled and recovered, once or twice per night, GKE with kubernetes HA
two jobmanager replicas in standalone HA on k8s, the leader pod flips between the two every few minutes and the web UI shows "service temporarily unavailable due to an ongoing leader election"
Service temporarily unavailable due to an ongoing leader election. Please refresh.
flink 1.12.3 k8s HA，日志一直报 Exception occurred while renewing lock: Unable to update LeaseLock，然后 jobmanager 退出重启，作业跟着从 checkpoint 恢复
After etcd on our on-prem cluster was defragmented all Flink jobs restarted together, the first line in the JM log is fabric8 KubernetesClientException: Operation: [get] for kind: [ConfigMap] failed, java.net.SocketTimeoutException
AKS control plane upgrade at 02:00, API server not reachable for about a minute, and every application cluster we have restarted its job. Data plane was fine the whole time, taskmanagers didn't even blink
The spot node with the job manager was reclaimed, new JM pod came up on another node and restored from the last checkpoint but we had 4 minutes of no output. Is that normal, there are 2 replicas
jobmanager 挂掉之后 standby 切换成功，但是所有任务全部重启，不是说 HA 切换不影响 taskmanager 吗，flink 1.10 standalone + zookeeper
flink 1.15.1 + zk 3.5，zk 抖动一下作业就重启，日志 Job was suspended: Not leader any more，taskmanager 都正常
TaskManagers print "JobManager for job lost leadership" and then disconnect job manager, nothing was killed as far as I see, memory and CPU of the JM are both low
EMR 5.33 with one core group, yarn moved the application master to another node (second attempt appattempt_..._000002) and since then the job runs from an older state. The first AM just vanished
Network policy change blocked egress from the flink namespace to kubernetes.default for 30 seconds, job managers all went out with "Fatal error occurred in the cluster entrypoint... leadership"
ZooKeeper connection SUSPENDED, all jobs restart
Upgraded 1.14 -> 1.15, now there's a single leader election for all components and with a short hiccup in zookeeper everything goes, before only one of them did
Ran our chaos test: kubectl delete pod of the jobmanager. A new one starts but all taskmanagers keep trying to register at the old address akka.tcp://flink@10.42.3.17:6123 for ten minutes
主备 jobmanager 都认为自己是 leader，页面访问一会儿正常一会儿报错，zk 里 leader 节点的地址一直在变
split brain? after a network partition between the racks both job managers said granted leadership with session id, one of them wrote checkpoints that the other one then didn't know
Application mode in k8s with HA off. The JM pod was evicted by node drain and the job started from scratch with empty state, no checkpoint used
JM restarted for kernel patching on the host and after it the history is gone, jobs list is empty although taskmanagers are there and healthy. standalone cluster docker compose, jobmanager.rpc.address fixed
flink on yarn 任务运行半个月，某天凌晨 AM 所在节点 NodeManager 挂了，AM 重新拉起，作业重启了一次，想知道怎么避免
curator session timeout 60000 but our zookeeper negotiated 40000, and when the VM was live-migrated the session expired and job was revoked and started over
Every Sunday during backup of the zk disks fsync takes 8 seconds and flink drops its job, "revoked leadership" then "granted leadership" a few seconds later, same host
JobManager is no longer the leader.
vvp deployment restarted: JobManager lost the leadership, why?
Job with HA kubernetes on OpenShift 4.10; clock of one master was off by 20 seconds, and job manager keeps giving up the lease and getting it back. Each time tasks are cancelled and deployed again
Beam pipelines on a Flink session cluster: when the active JM dies the standby takes over, but the portable job service client still polls the old one and our pipelines look dead. Jobs did restart by themselves on the new one
Karpenter consolidation moves our jobmanager pod 5 times a day, each time the job goes back to the last checkpoint and lag builds up. Task managers have do-not-evict, JM doesn't
阿里云 ACK 上 apiserver 升级期间，flink 1.17 作业全部 failover，报 leader lease 续约失败，升级完了就好了，怎么配置能撑过去几分钟
We run Flink 1.17 on EKS with Kubernetes HA and since Tuesday the JobManager pod exits about every two hours, right after it complains that it could not refresh its lease. All twelve jobs get recovered each time.
Running 1.14 standalone with three ZooKeeper nodes. Every time the ops team reboots one of the ZK nodes the whole Flink cluster cancels and redeploys everything, is that expected?
Our session cluster on OpenShift had etcd latency problems this morning. Flink UI showed only a 503 about no leader for four minutes, then the jobs came back with restart counters at zero.
Hi all, two JMs in HA mode, 1.16. When we kill the active one the second one takes over, but the TaskManagers keep trying to register at the old address for a long time.
After somebody upgraded the AKS control plane our JobManager throws a fatal error in the leader elector and the container exits, TaskManagers stay up and reconnect to the new one.
We use the native k8s deployment without any HA settings. The node with the JM was recycled by the cloud provider and now the UI is up again but shows zero running and zero completed jobs.
Question about HA: our JobManager did a 40 second full GC and afterwards it was not the boss any more, all streams were suspended and recovered under the standby. How do I make the election less sensitive?
Flink 1.18 operator setup, no deploys that day, yet at 11:42 every FlinkDeployment sharing the same kube API endpoint had its JM container restarted. Looks like API server hiccup to me.
Yesterday during a network blip between our two racks both JobManagers thought they were in charge for some seconds, and TaskManagers dropped RPC messages with a wrong fencing token.
The trigger id of the savepoint I requested at 9 is unknown to the REST API now and the JM's start time is 9:03. Did the master get replaced in between?
YARN, Flink 1.15: ResourceManager of Hadoop killed the AM container and launched attempt 2. Jobs did resume from ZooKeeper metadata but I would like to understand why the AM changed.
TaskManagers in our cluster print that the ResourceManager leader has changed and they disconnect from it, over and over, about every six minutes, both JM pods alternate as active.
We moved our ZooKeeper ensemble to smaller VMs and now Curator in the JobManager reports suspended connections many times a day, each of which costs us a complete job recovery even though nothing really broke.
the client got an error in the middle of a REST call, then the address of the dispatcher was another pod. no job threw an exception on its own, all where set to SUSPENDED for a moment
JM switched, every job recovered together
zk session loss takes down master
HA lease not renewed, jobmanager exit
new jobmanager, empty job list, no HA
Saw this in the JM log just before the container died: Failed to acquire lock, renewal of cluster-config-map took longer than 15 s. Kube API was under load by another team at that time.
All 27 rows in the jobs overview have Duration below 3 min while TaskManager pods show AGE 19d and the jobmanager pod shows RESTARTS 6.
curl to /jobs/overview answers {"errors":["Service temporarily unavailable..."]} and the log of both masters shows grantLeadership followed by revokeLeadership within seconds.
我们用的 Flink 1.16 + ZK 高可用，昨晚 ZK 滚动升级，主 JM 丢了角色，三十多个作业同一时刻全部恢复了一遍
JM 所在节点被回收，新的 JM 起来后 TM 一直连旧地址，报 fencing token 不一致
JobManager 一次长时间 Full GC 后锁没续上，备节点抢到主，页面有几分钟打不开，重启计数也清零了
when the job manager fails and is re-instantiated, JM and task managers no longer talk to each other and it cannot find the tasks that were running ("Job ... not found"), only undeploy and deploy helps
医院现场的Flink CDC作业经常自动重启,日志里JobManager和Zookeeper之间的连接从CONNECTED变成SUSPENDED/LOST
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
Jobmanager and taskmanager keep restarting, the logs say the class metadata space is out of memory
We mirror about 500 tables and during the initial full load the metaspace of the task managers keeps climbing until they die; raising the limit to 512m only postponed the crash from six to fourteen hours.
反复提交、取消同一个 mysql cdc 任务，jobmanager 元空间持续增长不回收，加到 512M 也没用
we submit batch jobs over the REST api, JobManager metaspace only ever grows, at some point no new job can be submitted
任务结束后 Metaspace 占用的内存不会释放，一直累加最终导致 OOM
After the memory auto-tuning shrank the class metadata area during a scale down, our workers die because classes can no longer be loaded into it.
The same task submitted a second time to the session cluster fails because a plugin still holds on to the class loader of the first run, which has been closed already.
TaskManager metaspace never reclaimed, about 18 MB leaked per finished SQL job in the session cluster
after several restarts from checkpoint the metaspace leaks, old class loaders are kept alive by hadoop threads
jobmanager metaspace memory only grows with each submit until the api hangs
after job finish the memory of metaspace is not released, submit again and again and finally oom
submitting wordcount several times in session mode leaks memory, ChildFirstClassLoader is never garbage collected
We submit and cancel the same little MySQL-to-MySQL job on the standalone cluster; with every round the JobManager's class space grows and never comes back. Raising it to 512 MB only postponed the crash.
Each finished SQL job leaves about 18 MB of loaded classes behind in the TaskManagers of our session cluster, they are not unloaded and after a few hundred jobs the workers fall over.
Connection pools of the source are never closed, their threads live on after the job and keep all of its loaded classes alive. In our session cluster that memory area only grows until the task manager falls over.
I hand in the same word count four or five times to a standing cluster and then it is out of space for classes; after each job the loader of that job stays in memory.
After many Hive queries were sent from the SQL shell to one standalone cluster, the workers have no more room for loaded classes and die.
The operator's memory tuning scaled down the space for class data, and now the TaskManagers have too little of it to run.
The container left with code 239 shortly after a checkpoint; what had filled up was the area for class metadata, not the heap.
Every finished SQL job that ships its connector as a user jar leaves about 18 MB of class metadata behind in the workers of our session cluster, and it is never given back.
With each batch job submitted from Python the loaded classes in the JobManager go up another step; in the end the API hangs and no new job gets in.
metaspace only ever grows with each submitted batch job, in the end the REST API hangs and nothing can be submitted
metaspace is not given back after a job ends
submitting the same beam jar four or five times to the session cluster kills it, classes are never unloaded
one shared task manager ran 28 jobs and was then out of metaspace
metaspace grows with every job we submit to the session cluster and is never released
Every finished job leaves its memory behind on the session cluster: submitted the Beam word count 4-5 times to the same flink cluster and it falls over. Heap dump shows ChildFirstClassLoader instances that never go away.
任务结束后 Metaspace 占用的内存不释放，任务一个个提交一直累加最后 oom，parent-first 也试过了没用
跑 mysql-cdc 的任务，jobmanager 的 metaspace 持续增长，直到 OOM
Batch jobs submitted from beam python over the flink REST api, metaspace only grows after each submit, at some point no new jobs can be submitted, the api hangs
JVM Metaspace utilization keeps increasing in our flink cluster and never comes down
Since 1.10 I keep hitting OOM on metaspace, docs say the default is 256MB but seems only 96MB, and even with 512mb it still dies. Some generated proxy classes?
After the metaspace OOM our TaskManager does not exit, process hangs around half dead
sql-client, add jar paimon-s3, run the same insert many times: metaspace of the TM grows each time till OOM, s3a threads and http connection reapers stay alive
Submit jobs with Beam SQL JdbcDriver many times to one flink cluster and it goes OOM on metaspace, the driver keeps the ChildFirstClassLoader in DriverManager
User jars with a bundled jdbc driver: each resubmission leaves another class loader behind, parent-first patterns did not help, metaspace keeps climbing
JVM Metaspace out of memory after we redeployed the same jobs a number of times, usage in jcmd only goes up
Elasticsearch sink jobs that fail and restart leave threads behind, user classloaders are never freed, metaspace full in the end
Kinesis producer job restarts a few times and TaskManagers die of metaspace
Standalone cluster throws OutOfMemoryError Metaspace after several PyFlink UDF jobs
Submitting by the REST API leaks a classloader on the JM for each jar run, Metaspace of the jobmanager climbs
TM got the Metaspace OOM but the process does not exit, so kubernetes never replaces it
java.lang.OutOfMemoryError: Metaspace
session cluster flink 1.11, submit and cancel the same jar about 15 times through the web UI, after that TaskManager exits with Metaspace. The metaspace out-of-memory error has occurred. This can mean two things...
We run short batch jobs every 5 minutes on a standalone session cluster, 1.13.1. after about a day all task managers die one after the other, heap is only 30% used. Restarting the cluster each night for now
mysql jdbc driver: AbandonedConnectionCleanupThread is still there after the job is cancelled, ChildFirstClassLoader instances stay in the heap dump, one for every submit
flink 1.12 session 模式，任务反复提交取消十几次之后 TM 挂掉，报 Metaspace，taskmanager.memory.jvm-metaspace.size 从 256m 调到 1g 也只是多撑几天
sql gateway 1.16 on k8s, each statement with ADD JAR loads the classes again and the jobmanager's non-heap chart is a staircase. At 256 MB it exits with code 239 or so
kafka 不稳定任务一直重启，重启了四五十次以后 TM 报 Metaspace 退出，类加载数量只增不减，堆内存没什么变化
Trying to cancel a job with ClickHouse JDBC 0.3.2 in flink 1.14: log warns "Trying to access closed classloader. Please check if you store classloaders directly or indirectly in static fields", and number of loaded classes never goes down
Zeppelin with flink interpreter: after running notebooks the whole morning any paragraph returns OutOfMemoryError: Metaspace until I restart the interpreter, heap is set to 4g
hudi sink session job, submit 10 times, hadoop FileSystem statistics cleaner threads pile up, loaded classes 90k and rising
dinky 提交 flink sql 任务到 session 集群，每天跑几百个离线任务，三四天后 jobmanager 就报元空间溢出，只能重启集群
Which value for jvm-metaspace do people use? With the default 256m our fat jar (spring boot + mybatis + aws sdk, 280MB) won't even finish starting on the TaskManager, first deploy, fresh process
Groovy scripts compiled at runtime inside a ProcessFunction for our rule engine, after some hundred rule changes the task manager fails, jmap shows hundred thousands of Script1 classes
Janino generated code: our SQL job creates tables dynamically and each query leaves new classes, TaskManager dies after 2 days although it is only ever the one cluster with small queries
加了 skywalking agent 之后 TM 启动不久就 java.lang.OutOfMemoryError: Metaspace，不加就好好的，默认 256m
AWS KDA application on 1.11 restarts itself after several failed redeploys of the code with OutOfMemoryError: Metaspace in CloudWatch, can't set the parameter there
The ThreadLocal in our protobuf/jackson afterburner module keeps a reference to the user class loader, every new job version deployed on the session cluster costs 60 MB that never comes back
redeploy ten times = dead TM, Metaspace
spotify style session FlinkDeployment with FlinkSessionJob, upgrade of session jobs 6-7 times and then task managers restart. A fresh session cluster is ok
chunjun 任务在 session 集群上频繁调度，每次同步几分钟，跑一天左右 TM 退出，jstat 看 M 区 99%，堆内存很空
After each failover count of classes in Prometheus (Status.JVM.ClassLoader.ClassesLoaded) climbs by 14k and ClassesUnloaded remains 0, finally the TM fails
Using Python UDFs from thread mode pemja, redeploying in the same session, the class space climbs
jobmanager in session mode dies when many users submit jars from the REST API /jars/:id/run since the main method runs in it and each upload gets own loader. Heap usage 400 MB of 4 GB
Oracle ojdbc8 and DB2 driver in user jar, moving them into flink/lib cured it for one job but two others still leak, with 1.15.2
cancel 掉任务后用 jmap -clstats 看 ChildFirstClassLoader 数量一直在增加，里面有 kafka-admin-client-thread 没退出，最后 OutOfMemoryError
flinkk8soperator, all clusters with more than 5 iceberg jobs hit it: Metaspace. one job per cluster never does
OutOfMemoryError: Compressed class space on TM
SeaTunnel on flink session cluster: connector plugins are loaded for each job, and it survives around 60 jobs
jcmd VM.classloader_stats gives me 37 FlinkUserCodeClassLoaders for 2 running jobs, why are they not collected? TMs crash twice a week because of it
We cache an AWS Glue schema registry client in a static, redeploy on EMR session, after the 8th time the TM reports "OutOfMemoryError: Metaspace" and slots vanish. Could shutdown hooks be the reason it's not unloaded?
We have a Flink 1.14 session cluster on Kubernetes where data scientists submit jobs all day. After two or three days TaskManagers quit, class metadata region of the JVM full, although heap has plenty of room.
Running Flink 1.17 with JDBC sink to Oracle. Each cancel and resubmit leaves another ojdbc driver reference and the non-heap part in the TM page increases by about 20 MB, until the process kills itself.
I'm loading Spring inside my job (yes, I know). First run fine, eighth run on the same workers always fails when defining classes, and a restart of the TM containers makes it fine again.
We schedule a bounded SQL job every 10 minutes through Airflow against one long running standalone cluster and by the evening the JobManager refuses further submissions because it can't load more classes.
Since the job went into a restart cycle last night, TMs start to die with a different problem than the original one: the memory for class definitions is used up. Is every restart loading the user jar again?
Our Scala 2.12 job is one fat jar of 280 MB and the TaskManager with default settings dies directly at the first deployment, 256m for classes seems not enough for it.
Does anybody know how to find which thread keeps the ChildFirstClassLoader in memory? VM.classloader_stats prints 31 of them and we only have two jobs running.
We emit metrics through a Dropwizard reporter created in open(). After migrating the job ten times in the same session the TM stopped, non-heap chart is a perfect staircase.
Using Flink 1.15 on EMR in session mode. Job is cancelled and started daily with a new jar. On the 14th day the container exits, and docs mention checking static fields. Not a heap or native issue.
A Netty-based client in our async function is never shut down in close(), and after redeploys I see its event loop threads still alive with the old job's classes. The worker can not survive more than five redeploys.
Our CI deploys the integration tests as jobs, 200 in a row, on a shared mini session. Around number 120 submissions hang and the log says the JVM wants a larger class area. What can be unloaded?
After upgrade to 1.18 I get exceptions from the Hadoop configuration that it uses a loader which was already closed, coming from a shutdown hook or background thread after failover of the job in same TM.
My SQL queries contain a few hundred generated columns; in the session cluster the compiled operators pile up in memory outside heap, then levels off at 240 MB which is nearly the configured maximum.
hi, taskmanager dies every ~30 deploys, heap dump small, GC fine, loaded class count 400k and never decreasing, jar includes hbase client. leak of user code classloader i suppose?
metaspace leak after each resubmit
TM dead, no room for classes
jvm-metaspace.size 256m too small?
old job classes never unloaded
TaskManager memory tab: JVM Metaspace 255 MB / 256 MB bright red, Heap 18 %, Managed 40 %. It was 90 MB on the day we created the session.
Status.JVM.ClassLoader.ClassesLoaded climbs from 21k to 190k in a week, ClassesUnloaded stays at 0, and finally the worker shuts itself down.
In jobmanager.log after web submit number 33: java.lang.OutOfMemoryError with the word Metaspace, thread flink-rest-server-netty-worker, then the dispatcher is gone.
我们每天用脚本往同一个 session 集群提交几百个批任务，跑到晚上 JM 的类元数据区就满了，新任务提交不上去
任务里用了 druid 连接池没有关闭，取消重跑十几次之后 TM 因为加载的类太多退出，堆只用了两成
failover 之后老的 classloader 一直被某个线程引用着释放不掉，非堆内存呈阶梯状上涨，直到 TM 挂掉
We submit beam jobs many times to the same flink cluster, the JdbcDriver is never deregistered from DriverManager and holds the ChildFirstClassLoader, cluster ends in OOM sooner or later
flink-cdc 2.4 on flink 1.17.1 with hudi 0.14.0: the jvm metaspace looks like it has a memory leak.
flink-cdc 2.4, flink 1.17.1 and hudi 0.14: metaspace keeps growing, looks like a leak, how can I dump what is in it on JDK 8
`,
  'missing-class': `
a dependency is not in the shaded jar
Our uber jar lacks a dependency, the build did not include it
We forgot to put a library into the fat jar that we submit
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
ZooKeeper quorum fails to start due to a missing log4j library
JobManager cannot find the gcs filesystem class when the HA directory points to a gs:// path
after some time of running the hudi writer throws NoClassDefFoundError, hadoop classpath is probably not set
oracle cdc job submitted to the cluster cannot find the source builder class although the same jars are in lib
submitted oracle cdc job to flink and it throws class not found, but lib folder has the same jars
hudi bundle comes from maven with provided scope and when I run the task some classes are not there
flinksql write into iceberg table reports ClassNotFound, how to fix
After the move to 1.15.2 the Scala table bridge is marked as provided in the build, and at run time the cluster does not have it.
connector 的包放进 flink 的 lib 并重启了 session，sql-client 一查询就说找不到 http 那个 URIBuilder 类，补了一个又缺一个，到底要放哪些 jar？
PyFlink job with the BigQuery connector: on the cluster it cannot find the class with the read options, though I unzipped the jar and the file is in there.
The bitmap functions fail when the query starts because shading left the bitmap library out of the final connector jar.
works on my machine, on the cluster the class is not found
jar is in the flink lib directory but the sql client still says class not found
pyflink job fails because the bigquery connector class cannot be found, I unzipped the jar and it is there
flink 1.17 + hudi 0.14 提交 job 报找不到类，hadoop-common 的 jar 已经放到 flink lib 目录下了
flink sql SELECT from the kafka table says KafkaSource not found, put flink-connector-kafka jar into lib, next it wants OffsetResetStrategy, added kafka-clients and it still does not work
照着 mysql-postgres 教程跑 flink cdc，lib 里放了 kafka connector 和 cdc 的 jar，还是报 SourceRecord 找不到
用 streampark 提交 flink cdc 任务报错找不到 mysql-cdc 连接器，同样的命令行提交可以成功，jar 包就在 flink home 的 lib 目录下
flink 写 clickhouse，监控日志里说 ClickHouseSinkFunction 加载不了，是我哪里编译有问题吗
DynamicIcebergSink on flink 1.20 starts and then dies as soon as it comes to the checkpoint, hadoop util Sets not found although hadoop-common is there
Flink quickstart with the hudi bundle fails with ClassNotFoundException for HoodieRecord when inserting data from the sql client
NoClassDefFoundError guava18 ThreadFactoryBuilder with flink 1.14.3 and cdc 2.2.0
跑 FlinkOSSSample 报 No FileSystem for scheme: oss
Fluss tiering service with Flink 2.1: ClassNotFoundException MultipleParameterTool, was ok on 1.20
Flink SQL client, hudi COW table query fails with org/apache/parquet/column/ColumnDescriptor, MOR table query is fine
AthenaX submit to yarn: Could not find or load main class org.apache.flink.yarn.YarnApplicationMasterRunner
workflow.tar.gz of my Beam python pipeline is staged in /tmp of the job server but the Flink worker gets FileNotFoundException for it
chunjun 改用 chunjunDistDir 代替 flinkxDistDir 之后任务报 ClassNotFoundException，找不到 connector 的类
seatunnel 2.1.0, submit a flink batch task and it throws NoClassDefFoundError
Submitting a job from dinky 0.7.3 fails with NoClassDefFoundError com/dlink/executor/CustomTableEnvironmentImpl, worked before 0.7
add customjar 不起作用，sql 检查就报 ClassNotFoundException，提交到 k8s 后容器也是 ClassNotFoundException 然后不停重启；先起 session 再提交就正常
dlink 0.6.7 yarn-application 提交 flink 1.14.4，一个接一个 ClassNotFoundException，要把好几个 dlink 的包手动传到 hdfs 的 flink lib 才行
Jar task on k8s application mode with flink 1.19.1 ends in ClassNotFoundException for the protobuf classes that are inside the very jar; pipeline.jars only lists dinky's own jar
jar 里明明有 TestFlink$1，非 local 模式跑还是 ClassNotFoundException，把 map 算子去掉就好了
mysql 整库同步到 kafka，加了 flink-sql-connector-mysql-cdc 3.1.1 之后能提交了，可在集群上还是 ClassNotFoundException MySqlSource
chunjun yarn session submit fails, ClassNotFoundException OracleLogMinerInputFormat
dinky 1.0.0 + flink 1.15 yarn 模式，执行和预览都报 NoClassDefFoundError org/dinky/executor/CustomTableEnvironmentImpl
flink 1.12.1 sql client 查 kafka 表报 ClassNotFoundException FlinkKafkaConsumer，jar 已经放到 lib 下了
oracle-cdc 2.3.0 with flink 1.16 sql-client, select from the table: ClassNotFoundException org.apache.kafka.connect.data.Schema, thought that was fixed
pyflink with iceberg jdbc catalog: no suitable driver for postgres found, though I put the postgresql jar in pipeline.jars and classpaths
三个 connector jar 都放 lib 了，sql client 启动还是 ClassNotFoundException KafkaTableSourceSinkFactoryBase；另外 rest api 定时提交批作业多了就 Metaspace OOM，调多大都没用
flinkStreamSQL 用 standalone 模式提交到 flink，任务节点日志报 classNotFound，插件目录 remoteSqlPluginPath 和 local 都指了
flink1.8 yarn 模式提示 plugin (missing)，CustomerKafka011Consumer ClassNotFoundException，各节点同样路径下都放了插件
chunjun 1.12.1 yarn session 跑 mysql_mysql_batch，JobManager 初始化失败：Loading the input/output formats failed，插件类找不到，pluginLoadMode 是 shipfile
yarn 模式提交任务 ClassNotFoundException: com.dtstack.flink.sql.source.kafka.KafkaConsumer010
flinkx 1.10 分支 mode=yarn 提交报 MysqlInputFormat ClassNotFoundException，Could not read the user code wrapper
1.8 yarnPer 测试缺 jar，Cannot load user class RetractJDBCOutputFormat，手动把 jar 拷到 hadoop lib 才能跑，localPlugin 好像没用
mysql 到 hdfs 的任务 local 模式没问题，换 yarn 就报 ClassNotFoundException MysqlInputFormat
flinkStreamSQL mode 用 yarn 提交到已有的 yarn session，起来后 yarn 日志里 classnotfound
pyflink jar is not in flink lib and because of that the zeppelin flink interpreter fails to launch with NoClassDefFoundError on flink 1.10/1.11
streampark 2.1.5 standalone 跑 flink sql，NoClassDefFoundError: Could not initialize class org.apache.streampark.flink.kubernetes.KubernetesRetriever$
streamx programming model in k8s application mode: submit works, jobmanager logs ClassNotFoundException com.streamxhub.streamx.flink.quickstart.QuickStartApp
yarn per-job custom code task: error says the jar is not there, and the jar name in the log is not even the one I uploaded
streampark yarn application 提交 flink 1.18 任务找不到客户端类
seatunnel 2.1.1 flink job with Druid as source: Plugin class not found by name :[DruidSource]
Ran the seatunnel demo on the flink operator 1.3.1 as in the document and the pod dies: Plugin ... pluginName='FakeSourceStream' not found
start-seatunnel-flink.sh: main method caused an error: Plugin PluginIdentifier{engineType='flink', pluginName='file'} not found
JDBC source on flink says JDBC-Class not found - oracle.jdbc.driver.OracleDriver, I put the jar in and restarted flink already
start-waterdrop-flink with flink 1.13 scala 2.12 throws NoClassDefFoundError
用户 jar 里的自定义类在提交 jar 任务时找不到，编译就失败
Submission fails with ClassNotFoundException: Class org.apache.hadoop.fs.obs.metrics.OBSAMetricsProvider not found
S3 plugin: ClassNotFoundException SAXParser when a checkpoint is written
Flink 1.9 with checkpointing: job dies with ClassNotFoundException: KafkaException on the JobManager
Pulsar connector on java 11: NoClassDefFoundError javax/xml/bind/annotation/XmlElement
Job cannot be restored, java.lang.ClassNotFoundException on a class that is in my jar
java.lang.NoClassDefFoundError: org/apache/flink/streaming/api/functions/source/SourceFunction when I run from IntelliJ
java.lang.ClassNotFoundException: org.apache.flink.connector.kafka.source.KafkaSource on the cluster, in IDE it works. I build with plain maven-jar-plugin, flink 1.15
ran wordcount from eclipse fine but ./bin/flink run says NoClassDefFoundError: org/apache/flink/streaming/connectors/kafka/FlinkKafkaConsumer010, dependency is in the pom with compile scope
Could not instantiate: Cannot load user class: com.acme.fraud.EventMapper, ClassLoader info: URL ClassLoader, Class not resolvable through given classloader. Session cluster on k8s with two replicas of web upload
Could not find a file system implementation for scheme 's3'. The scheme is directly supported by Flink through flink-s3-fs-hadoop, how do I put it in a docker image
flink 1.14 提交到 yarn 报 java.lang.NoClassDefFoundError: org/apache/hadoop/yarn/exceptions/YarnException，HADOOP_CLASSPATH 没配，官网下的包里没有 shaded hadoop 了
Iceberg in sql client: java.lang.ClassNotFoundException: org.apache.hadoop.conf.Configuration on CREATE CATALOG, Flink 1.16 docker image with iceberg-flink-runtime only
KDA: NoClassDefFoundError for FlinkKinesisConsumer after the upload of my jar, jar is 40 KB
java.lang.ClassNotFoundException: com.mysql.cj.jdbc.Driver on taskmanager only, I added mysql-connector-java to jobmanager's lib folder and restarted only that
NoClassDefFoundError: scala/Product$class
Flink 1.18: java.lang.NoClassDefFoundError: org/apache/kafka/common/serialization/ByteArrayDeserializer with sql-client, I had downloaded flink-connector-kafka instead of the other bigger jar
打包的时候 log4j 和 connector 都设成了 provided，集群上跑报 ClassNotFoundException: org.apache.flink.table.api.bridge.java.StreamTableEnvironment
HiveCatalog: NoClassDefFoundError: org/apache/thrift/TException, which jars to put in lib for Hive 3.1.2?
hudi-flink-bundle 0.11 with 1.14, compaction throws java.lang.NoClassDefFoundError: org/apache/parquet/avro/AvroParquetWriter on EMR 6.6
gs:// checkpoint dir set but it exits at start, com.google.cloud.hadoop.fs.gcs.GoogleHadoopFileSystem not found. Image is flink:1.13 and nothing else
PyFlink 1.17: TypeError could not find the Java class 'org.apache.flink.connector.jdbc.JdbcSink', I pass the jar with -j
StarRocks connector: 1.2.9_flink-1.15, at the first flush java.lang.NoClassDefFoundError: com/starrocks/data/load/stream/StreamLoadManager
Lambda in a Kotlin job, on cluster: NoClassDefFoundError: kotlin/jvm/internal/Intrinsics, locally all good with gradle run
sbt assembly with Provided scope for everything, TaskManager log: Caused by: java.lang.ClassNotFoundException: io.circe.Decoder
statefun 3.2 embedded module: ServiceLoader finds no module and then ClassNotFoundException for my module class, image is built from statefun base image
flink-cdc 3.0 pipeline: NoClassDefFoundError for the mysql driver when running flink-cdc.sh, they took the driver out of the pipeline connector jar for licence reasons
任务在本地 idea 跑没问题，streampark 上 yarn application 模式提交报 ClassNotFoundException: org.apache.flink.connector.jdbc.internal.options.JdbcOptions，pom 依赖那里填了 jdbc connector 还是不行
自定义的 Deserialization 类在 TM 上找不到，Cannot load user class，jar 是放在 JM 机器本地的，没有传到别的节点
Log4j appender for Kafka in my logback config can't be found at TaskManager start: ClassNotFoundException ch.qos.logback..., nothing starts then
Beam 2.40 --runner=FlinkRunner: No Runner was registered / ClassNotFound FlinkRunner when I submit the shaded jar with flink run, mvn exec:java with -Pflink-runner is ok
ClassNotFoundException org.apache.flink.formats.avro
UDF jar registered with CREATE FUNCTION ... USING JAR: client validates it, then the task fails with ClassNotFoundException for my UDF on the TM, 1.16 session mode
Dinky 1.0 k8s application 模式，镜像里没放 dinky-app 的 jar，jobmanager 起来就报 ClassNotFoundException: org.dinky.app.MainApp
升级 1.15 之后 flink-table-planner 换成 loader 了，自己代码里引用的 org.apache.flink.table.planner.delegation 的类全找不到，lib 下默认没有
DataStream job reading Pulsar in docker compose, TM side: NoClassDefFoundError org/bouncycastle/jce/provider, only when it starts to consume an encrypted topic, the dependency was excluded by our shade filter
We just migrated from Flink 1.13 to 1.17 and now the cluster says it knows no connector called kafka. In IntelliJ the same program runs. Where must the jar go?
I build with Gradle shadow and deploy to Kubernetes application mode. The pod starts, then the source operator fails because a type from our shared protobuf module isn't inside the jar.
Using Flink SQL gateway 1.18, CREATE TABLE with parquet format works but the SELECT dies, seems that parquet needs some Hadoop type which isn't in our image.
Since the team trimmed the Docker image last week jobs with gs:// checkpoint directory don't start, the scheme is not known. I guess the plugins folder got lost.
Our job ran OK for three days until the first refund event came in, then the TaskManager could not resolve RefundHandler. The release job skipped that maven module, as we found in the build log.
Hello, new to Flink. I add flink-connector-jdbc and the MySQL driver in pom.xml, mvn package, upload in web UI, and it can't find com.mysql.cj.jdbc.Driver. What am i doing wrong?
On YARN, Flink 1.15, writing to hdfs:// fails at startup because Hadoop isn't on the classpath. Nobody exported HADOOP_CLASSPATH on the new gateway machine, apparently.
PyFlink 1.16, table with elasticsearch-7 connector. Python tells me via py4j that Java can't discover a factory for it. I did put the jar next to my script.
After rolling out new TaskManager machines, subtasks on exactly these hosts crash while loading the operator, and older hosts are fine. ls shows flink/lib has 9 jars there versus 11 on the others.
Upgraded to Flink 2.0 and our legacy FlinkKafkaConsumer job doesn't deploy any longer, its type is not part of anything we ship now.
We use a custom Kafka partitioner configured by name in producer properties. It's in our utils jar, still the sink says that the configured name could not be located.
Zeppelin with Flink 1.14 interpreter: my UDF jar was added to flink.udf.jars but on executing remote workers complain they cannot load user class MaskUdf.
Native RocksDB library doesn't load on our new ARM/alpine base image, an unsatisfied link is printed and each stateful task goes down at initialization. On debian images it is fine.
Metrics reporter for Datadog configured in flink-conf, after base image change JobManager warns that factory is nowhere and my job with the custom restart factory dies at start for the same reason.
connector not on classpath sql client
jar lacks dependency, job dies at start
s3a scheme unknown, plugin absent?
shade plugin dropped needed class
Root cause at the very bottom of the trace: java.lang.ClassNotFoundException: io.confluent.kafka.serializers.KafkaAvroDeserializer, it compiles fine and it's listed in our pom.
SQL editor output: Available factory identifiers are: blackhole, datagen, filesystem, print. The table is declared with 'connector' = 'upsert-kafka'.
TM log prints NoClassDefFoundError: org/apache/commons/math3/stat/descriptive/DescriptiveStatistics, only when the anomaly branch gets its first event.
flink cdc 同步 oracle，提交之后提示驱动类加载不到，ojdbc8 已经放在本地工程里，但没放进集群的 lib
升级镜像后 checkpoint 写 oss 的作业全部起不来，说不认识这个 scheme，plugins 目录好像没打进去
IDEA 里跑没问题，打成 jar 提交到 yarn 就提示某个第三方工具类不存在，pom 里那个依赖是 provided
seatunnel on k8s with flink engine: Could not load the provided entrypoint class, class SeatunnelFlink was not found in the jar file
flink 1.12 sql 里 select kafka 表报 FlinkKafkaConsumer 找不到，可是对应的 jar 包已经上传到 FLINK_HOME/lib 目录下了。
quickstart mysql-to-doris with flink cdc 3.1 on flink 1.18, followed the doc step by step and flink-cdc.sh dies with could not initialize class MySqlConnectorConfig
Jar job submitted by dinky to a k8s flink 1.19 application cannot find the protobuf classes although they are inside the jar
用 yarn 模式提交 flinkStreamSQL，能起来，但 yarn 日志里面报 classnotfound，remoteSqlPluginPath 和 localSqlPluginPath 都配了
per-job submission on yarn with custom code fails, says the jar package is not there, and the jar named in the log is not even the one I uploaded
本地 idea 跑 Flink 程序，checkpoint 配的是 hdfs 路径，启动就报不支持 hdfs scheme，说 Hadoop is not in the classpath
本地运行 Flink 示例直接找不到 MapFunction 这个类，明明 pom 里已经引入 flink-streaming-java 了（scope 是 provided）
跑 Flink SQL 读 kafka 表，说找不到 json 这个 format 的 factory
换成 blink executor 之后 Could not instantiate the executor，提示 make sure a planner module is on the classpath，pom 里只引了 flink-table-planner
CDP 上用 StreamPark 提交作业起不来，发现 HDFS 工作目录下 Flink 的 lib 没传完整
dinky 连 hive 报找不到 org.apache.http.client.HttpClient 这个类
deployed our jar to managed flink and it stops with ClassNotFoundException for SecretsManagerConfigProvider from the kafka config providers package
Flink 1.18 job with mysql cdc 3.0.1 source runs, but as soon as a new table is added in the MySQL source it fails with NoClassDefFoundError in the fetcher.
用 flink-cdc 老是报错找不到类：直接在 pom 里打进 cdc 依赖不行，不打包、在 jar 目录放 cdc jar 包也不行，都报 Could not find any factory for identifier 'mysql-cdc'。
按教程跑 flink cdc 3.0 mysql 到 starrocks，flink 1.14.6，读 mysql 成功，创建 StarRocksDataSink 失败，NoClassDefFoundError sink2/Sink，官网不是说支持 1.14 吗
On AWS Kinesis Data Analytics Studio with flink 1.13 and a hudi 0.10 snapshot, reading a Hudi table fails because org.apache.hadoop.conf.Configuration cannot be found. Which jar has to be on the classpath?
已经把对应的jar包加到client端lib了,提交到yarn-session还是报同样的类找不到
dinky整库同步mysql到doris，几个dlink的jar都按官方说明放到flink/lib下了，一运行还是报找不到JsonConverter，看起来像是少了jar，不知道缺哪个
inlong sort catches a NoClassDefFoundError after it has consumed all messages
dinky 0.7.0 照官网模板写自定义udf，校验报implementation errors，ClassNotFoundException
UDF is uploaded as a jar in streamx, when the job runs it says the UDF class is not found
A select on the table fails because some jar is not there, and nobody can tell me which of them
The runtime jar and the shaded Hadoop one lie in lib, but a class is still not found by the query
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
After the autoscaler scaled the job up its tasks ask for more network memory than there is, the job cannot be started and fails over forever.
The job ran fine with some lag. After the automatic scale up to a higher parallelism it cannot start any more, because there is not enough network memory for the additional channels, and it fails over forever.
not enough network buffers although I already set numberOfBuffers to 4096
increased parallelism and now the network memory is not enough for all channels
too few network buffers for a job with large parallelism, required more than available
beam on flink runner fails, not sufficient number of network buffers when parallelism equals cores
On machines with many cores the pipeline refuses to start since the shuffle wants more memory segments between the tasks than there are; with fewer cores it runs.
The cross-language test pipeline asks for seventeen buffers for its shuffle but only sixteen are left in the pool.
Union of dozens of CDC tables in one SQL: it does not start because it needs two more exchange buffers and of the 10977 there are none left.
went to a parallelism of 800, now not enough network buffers
job fails at start because the number of network buffers is insufficient
running cep-monitoring with a local flink, it throws not enough network buffers although taskmanager.network.numberOfBuffers is already 4096. any hint?
24 core machine, several resource types in one pipeline, every reshuffle multiplies the memory the taskmanager needs for the network, it gets far too much
local flink says not enough network buffers when I run the job although numberOfBuffers is set to 4096. Any hint?
After turning on sort shuffle with larger min-buffers the batch job says insufficient number of network buffers
Shuffles fail once the parallelism is higher than the buffers we have, even though data is small
flink network buffer pool out of memory, used memory in the TaskManager network tab is at the limit all the time
Batch session cluster: each cancelled or failed job seems to keep some network buffers, after a while new jobs say not enough network buffers although nothing runs
We cancel jobs while they start up and available memory segments of the TaskManager shrink each time, in the end nothing can get its network buffers
After one job failed with insufficient network buffers the free segments never came back to the old number
Task hangs forever in requestMemorySegment of LocalBufferPool, network memory of that TM is all used
Batch job hangs, LocalBufferPool is waiting for a segment from the NetworkBufferPool that never comes
Since unaligned checkpoints are on, two tasks deadlock waiting for network buffers and the job stands still
java.io.IOException: Insufficient number of network buffers: required 65, but only 38 available. The total number of network buffers is currently set to 2048 of 32768 bytes each
Job runs with parallelism 20, at 40 it does not start: Insufficient number of network buffers. Where do I set it in 1.12? taskmanager.network.numberOfBuffers is said to be deprecated
flink 并行度调大之后启动就报 Insufficient number of network buffers: required 129, but only 12 available，taskmanager.memory.network.fraction 现在是 0.1
Timeout triggered when requesting exclusive buffers: The total number of network buffers is currently set to 57344, job restarts with this each few minutes after I went to parallelism 512
TPC-DS on Flink batch with 1000 parallelism, hash shuffle, all the hash joins in q78 fail at once with required 1001 but only 433 available
In local mode from IDE with MiniCluster my job with 30 operators dies with insufficient buffers, on a 16-core laptop, I have no flink-conf.yaml there
we have 5 keyBys and a union of 18 Kafka topics in the job, after adding the 6th keyBy it can't be deployed on the same task managers any more, IOException about required 512, but only 203
network memory of the TM is 64mb on our small k8s pods (1 GB process), job with 8 slots each never gets past INITIALIZING, error mentions the number of buffers
Beam on flink: GroupByKey with a lot of side inputs, parallelism 200, fails at setup of the tasks, total number currently set to 4096 of 32768 bytes each
Set taskmanager.memory.network.max to 4gb but still 1gb is used, and "only 19 available" is still there. fraction 0.1 of 10gb I think
hudi bulk_insert with 256 write tasks from Flink 1.14, does not start, needs more buffers it says; with 64 it's okay
yarn 上跑的任务，单个 TM 8 个 slot，上游 300 并行度下游 300 并行度 rebalance，起不来，说 buffers 不够，加 TM 个数没有用
All tasks DEPLOYING then FAILED immediately, error says to increase the configuration keys 'taskmanager.memory.network.fraction', '...min', and '...max'
gelly pagerank on a small 2 machine cluster with 48 slots each: numberOfBuffers 2048 isn't enough; formula slots-per-TM^2 * TMs * 4 gives way more, is that really right
Second job on our session cluster never starts as long as the first is running, same machine, enough slots left: required 33, but only 2 available. If I cancel the first the second runs
Since 1.9 same job, same config: Insufficient number of
AWS Managed Flink, KPU 32, parallelismPerKPU 8: application goes to failed, Insufficient number of network buffers. I can't edit flink-conf there
批任务写 hive 动态分区，800 并行度 shuffle，一条数据没跑就失败，required 801, but only 512 available
Autoscaler raised the vertex parallelism from 24 to 96 and since then the job fails on deployment in IOException, available 7. It had run for months with 24
flink sql 写了个 20 张流 join 的 SQL，任务启动失败 Insufficient number of network buffers，单并行度能起，4 并行度就不行
把 segment-size 改成 128kb 之后任务起不来了，total number is currently set to 1024 of 131072 bytes each，内存总量没变
ALS from FlinkML at parallelism 48 on 6 boxes: insufficient, and if I raise the number then JVM won't start
too few network buffers at p=256
required 33, but only 2 available, heap is empty
Flink 1.13 adaptive batch: downstream stage with 2000 partitions fails with min. required memory size to guarantee the tasks per TM exceeded, Required 4097, available 3276
JobManager shows the job FAILED right after RUNNING; only the setup of the partition-and-gate failed on one TM where 4 of the heavy tasks happened to land (evenly spread is off). Number of buffers it needs is 280, has 164
flink-cdc whole database sync with 300 tables, each table its own sink in one StatementSet, so hundreds of exchanges, startup dies asking for more network memory
unaligned checkpoints plus floating-buffers-per-gate 256, now on restart we see not enough buffers on the taskmanagers with 12 slots
用 flink 1.16 跑离线任务，execution.batch-shuffle-mode 设为 ALL_EXCHANGES_PIPELINED 后报 network buffers 不够，换回默认就没事
Docker playground with taskmanager.numberOfTaskSlots: 50 on one TM since I wanted more parallelism: job crashes at once, "currently set to 2048 of 32768 bytes each"
We run Flink 1.15 on YARN, the job has around 20 operators with keyBy between most of them. At parallelism 40 it starts, at 120 tasks fail during deployment and tell me to enlarge the network memory.
Went from 4 to 16 slots per TaskManager to use the bigger machines. Now jobs fail when tasks are set up; the pool for shuffles is the same 64 MB as earlier.
Our biggest SQL job (1.17, statement set with 45 inserts) can't be brought up on TaskManagers of 2 GB, it wants several thousand memory segments for its exchanges and only few hundred exist.
Hi, I have plenty of free slots and free heap, however after I scaled my job with the REST rescale call every subtask of the join fails at once with something about buffers required and available.
In our session cluster the first four jobs run okay. The fifth always fails on start as the TM's pool of 32 KB pages is already occupied by the others.
I run the word count with parallelism 64 in my IDE minicluster and get an IOException about too few buffers. Which option do I need, there are so many network ones?
Changed taskmanager.memory.network.fraction from 0.1 to 0.3 in the config map and restarted, still the same complaint on start and total count hasn't moved. Is max capping it?
Batch job over 3 TB with blocking shuffles on Flink 1.14: reducers won't start because sort-merge shuffle demands a minimum of buffers for each result partition that isn't there.
The operator's autoscaler decided on parallelism 180 for the enrich vertex, and from that moment deployments fail since the channel count between enrich and sink exceeds what each worker can hand out.
After losing two of eight machines the job is packed denser on the remaining ones, and there the input gates can't be given their exclusive segments. With eight machines it was OK.
We set network buffers per channel to 8 to get more throughput over a slow link. Job with 300 subtasks now doesn't deploy anymore, reverting the setting fixes it.
Kinesis Data Analytics with Parallelism 128: the application flips to an error at start, CloudWatch says the configured number of buffers is too low for the exchanges. On KDA we can't change this memory setting, can we?
Migrated from 1.9 where taskmanager.network.numberOfBuffers was set by hand to 20000; in 1.16 the setting is ignored and our wide shuffle doesn't come up with the default pool.
We've a job with 3 rescale() turned to rebalance() by a colleague. Since this commit, tasks can't register their result partitions at launch, the local buffer pool can't get its minimum. Nothing else was changed
too few network buffers after scale up
shuffle memory pool empty on deploy
exclusive buffer request timed out, p=256
required 200 buffers, available 13
Exception tab shows "required 513, but only 87 available" for each of the hash exchange vertices as soon as the parallelism is 512.
Status.Shuffle.Netty.AvailableMemorySegments reads 0 of 4096 on all six TMs and the new job's subtasks go INITIALIZING then FAILED.
TM log after our resize: Insufficient number of network buffers, total currently set to 2048 of 32768 bytes each, please raise network fraction, min or max.
作业从 50 并发调到 200 并发，部署阶段就失败，提示需要的 buffer 个数比剩余的多，堆内存和 slot 都很富余
本地 IDE 32 核跑批任务，默认并行度太高，一启动 shuffle 缓冲块就不够分
自动扩容之后任务起不来，每个 TM 只有 64MB 的 network 内存，回退到原来的并行度就恢复了
Since the autoscaler made it wider, the job wants more network memory than there is and never starts
After scaling up the tasks ask for more network memory than the workers have, it fails over without end
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
Pointed 23 Flink SQL jobs at a yarn session with three nodes and four slots each; twelve run, all the others just stay pending.
Flink batch write to Hudi: when the number of slots is smaller than write.tasks nothing can be written at all.
Flink sink to es 集群上报 slot 不够，单机跑是好的，为什么？
The job waits and then gives up because its request for slots ran out of time. I suspect we did not buy enough compute units for the project.
Starting the job on the hosted service never gets past STARTING and ends in FAILED; the start log says the quota of our resource queue is exceeded.
我把并行度调大以后，增量任务一直停在 CREATED，日志反复说拿不到最低限度的资源，可虚拟机内存明明够用。
Submitting a job without enough slots hangs and then times out
Flink on YARN sometimes needs more slots than the parallelism, job waits for slots that never come
no pooled slot available, my standalone cluster has too few task slots for this parallelism
tasks are stuck in SCHEDULED, waiting for slots that never come
only one taskmanager comes up in session mode on EKS and the second job waits for resources
docker compose flink: status is always CREATED and could not acquire minimum resources after I set parallelism 2
23 flink sql tasks on a yarn session, 12 run and the rest stays pending because slots are not enough
With four TaskManager replicas all is well, with eight four of them stay Pending however long I wait and the job does not get what it needs.
The job sits there, the overview shows zero TaskManagers, and after five minutes it gives up since nobody offered it a place to run.
作业提交后一直申请不到计算单元,最后请求超时,项目里的 CU 不够。
I submitted with a parallelism above what the cluster offers and after five minutes I only got a timeout.
With up to four task manager replicas all is well, with eight of them four remain pending no matter how long I wait.
Load test wants parallelism 5 but the init script started only four task managers with one slot each, so it complains about too few resources.
Submitted a job that wants more than the cluster has. It is not refused, everything just stays on SCHEDULED for ever.
Session cluster on EKS: only one of the three TaskManagers ever registers, so the second job waits for slots that never come.
The streaming benchmark wants a parallelism of 20, my installation has one machine with a single slot, and the job is refused.
三台机器每台 4 个 slot，一共提交了 23 个 flink sql 同步任务，只有 12 个能跑，其余一直 pending，过几分钟就失败。
only one task manager registers, job waits for slots
job stays in CREATED, parallelism 4 but the cluster offers one slot
slot request timed out, no resource available
the UI lists zero task managers, the job waits and then fails because it gets no slots
job is running in the ui but the number of taskmanagers is 0 and it fails with no resource available
job stays in CREATED because there are not enough resources, parallelism is larger than the slots
TIS docker-compose 装的 flink，批量同步成功，增量任务建好之后状态一直是 CREATED，改了 mem 到 4g 重启也没用，请问怎么解决
minikube, job jar shows up as running in the flink ui but the number of TaskManagers is 0, and after 5 minutes the job fails
bitnami flink chart on EKS, session mode: set several taskmanager replicas but only one comes up in the jobmanager
3 个节点每个 4 个 slot，一次提交 23 个 flink-cdc 到 hudi 的 sql 任务，只有 12 个跑起来，其他的一直 pending
Streaming updater down for hours: k8s node misbehaved, total task slots went from 24 to 20 and both jobs can't run at the same time any more
Flink on minikube: I see the jar in the UI but number of TaskManagers is 0, job fails after 300 seconds because it could not allocate all the slots. What am I missing?
HPA adds and removes taskmanagers of our parallelism 4 job: extra ones sit idle, when it scales down to 2 there are not enough slots and the job fails
Embedded Flink in our python runner tests tries parallelism 16 and the job just times out waiting for resources
My job won't get scheduled, "job is not in runnable state", all slots in the UI are allocated and Free is zero
Wanted to raise the parallelism but taskSlotsAvailable is 0 and there are not enough registered TaskManagers to scale
MRS: JobManager starts all right, TaskManager stays in starting until "Could not allocate the required slot within slot request timeout. Please make sure that the cluster has enough resources"
Failover 里报 No pooled slot available and request to ResourceManager for new slot failed
作业上线后启动不了，Failover 里是 Slot allocation request timed out，作业一直处于 Created
Flink 全托管作业启动过程中报 exceeded quota: resourcequota，起不来
TaskManager registration timed out once and came again, since then slot allocation fails although it has free slots
ResourceManager lets go of a TM as idle while slots on it were just allocated, job then waits for slots
Slots leak: after SharedSlotOversubscribedException the UI shows fewer and fewer free slots
Slot table out of step, same AllocationID requested twice, job cannot get its last slot
Set slotmanager max slots to exactly what we need and Flink starts too few taskmanagers, job never gets all its slots
YARN: with more task slots than vcores per container the ResourceManager fails and no TaskManager comes
Restart fails with no free slot even though the cluster has just enough of them, the old slot sharing group isn't released in time
Slot offer timed out once and that slot is lost until we restart the TaskExecutor
ConnectedComponents example won't run: Could not allocate a slot on instance
Mesos session cluster doesn't create any new task managers when I submit a job
On Kubernetes the TaskManager pod is up but takes minutes to register at the JobManager, jobs time out for slots meanwhile
NoResourceAvailableException: Could not acquire the minimum required resources.
Job sits in CREATED/SCHEDULED for 5 minutes and fails with Slot request bulk is not fulfillable! Could not allocate the required slot within slot request timeout. Standalone 1.14, 3 taskmanagers with 2 slots
Available Task Slots 0, job stays SCHEDULED
flink on yarn per-job，队列资源不够，container 一直申请不下来，5 分钟后报 NoResourceAvailableException: Could not allocate the required slot
second job stays CREATED until I cancel the first
org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException: Not enough free slots available to run the job. You can decrease the operator parallelism or increase the number of slots per TaskManager. parallelism 8, number of instances=1, total slots=1
Native Kubernetes: taskmanager pods are Pending, 0/12 nodes are available: insufficient cpu, and flink gives up after 300 s and starts over
we have a ResourceQuota in the namespace; JM is up, logs "exceeded quota" when creating taskmanager-1-7 and the job never gets beyond scheduled, it wants 10 of them and has 6
Increased parallelism from 16 to 32 with savepoint restore in standalone mode, nothing happens, all vertices SCHEDULED. Slots are 16, ah is it because of this
Beam job with parallelism -1 on Flink takes the max and then it waits until it times out, total slots 4
Using slotSharingGroup for source and heavy operator, job which needed 8 slots now fails asking for more than what we have (8), I thought sharing stays
local environment from IntelliJ: Could not acquire the minimum required resources after setting setParallelism(64) for one operator, mini cluster with 12
启动 sql client 提交 insert 一直没反应，页面上任务是 CREATED，standalone 只启动了一个 TM 一个 slot，已经有一个任务在跑了
After one worker machine died there's not enough left for the job to restart, it waits for resources and fails every 5 minutes with slot timeout, until we bring the machine back
taskmanager registered fine but number of slots is 1, I set taskmanager.numberOfTaskSlots: 8 in jobmanager's flink-conf only; parallelism 8 fails
Adaptive scheduler job in WAITING_FOR_RESOURCES for hours, reactive mode, HPA min replicas 0
yarn session 提交任务一直卡着，slot 数显示 0，nodemanager 内存 12g，-tm 配的也是 12288，是不是放不下
zeppelin flink interpreter in yarn mode: paragraph hangs at 0%, then Slot request bulk is not fulfillable. Cluster is full with other people's spark jobs
MAX slots: slotmanager.number-of-slots.max was set to 20 by a colleague, now bigger jobs say "Could not allocate ... max total resource limitation reached"
StreamPark 提交任务到远程 standalone 集群，任务状态一直 STARTING/CREATED，看 flink 页面 Available Task Slots 是 0
3 of 12 free in the UI, my job has parallelism 4, it is never scheduled and no log line tells me why
Could not fulfill resource requirements of job. Free slots: 0. ResourceProfile asks for 4 GB managed memory per slot and our TM has less, fine grained resource management on 1.16
Batch job with 6 stages in pipelined mode needs all of them at the same time, 200 slots, we have 120; in spark it would just queue tasks
kubernetes operator with spot nodes: at peak time no spot capacity, new TMs stay Pending and job is failing over and over: minimum required resources
dinky 本地 session 集群跑了三个任务，第四个提交就失败，提示 Could not acquire the minimum required resources，改并行度为 1 也不行
AWS Managed Flink: raised parallelism to 128, app hangs in UPDATING, KPU limit of the account is 64; log has NoResourceAvailableException
两个任务都要 GPU，只有一张卡，第二个一直 SCHEDULED 不动，也没有报错，直到超时
chunjun session: NoResourceAvailableException, 4 channels in the job json, 2 slots cluster
Flink SQL with mysql cdc + 3 lookup + 2 sinks, default parallelism 12, "Slot request timeout 300000 ms", in older Flink it said clearly not enough free slots
docker-compose with taskmanager: scale: 1 from the official docs, I launch StateMachineExample -p 4, sources stay blue/"scheduled" and nothing moves
We run a Flink 1.17 session cluster on EKS and after the weekend one of our jobs is grey since morning, all others run. Overview says 0 slots free. Should I just add TaskManagers?
Submitting a job to standalone Flink 1.14 with parallelism 10 on my laptop. It waits and after a few minutes complains about the minimum required resources. My cluster has one TM with default config.
On OpenShift the pods of our TaskManagers are Pending because of insufficient cpu, the JobManager keeps asking for workers and the job never leaves the waiting state.
Our yarn session has 3 containers with 4 slots each, I start the seventh job with p=4 and it just sits there until timeout. Is there a way to queue it?
After the GKE node pool was resized down for the weekend, the pipeline with parallelism 96 can't come up any more. There is only room for 80 subtasks.
Flink in docker-compose: JobManager is up, UI says Task Managers 0. I can submit but the job fails after 5 minutes. TaskManager container loops with a name resolution error for jobmanager.
We put the heavy operator in its own slot sharing group for isolation; now the same job needs 60 places instead of 30 and can't be scheduled on the same hardware.
One TM pod was preempted on our spot instances and the cloud has no capacity for another. Job is RESTARTING for 50 minutes, nothing wrong in it, just nowhere to put eight subtasks.
Flink on YARN, queue root.streaming is used 100 percent by another department's jobs. Our application was accepted, AM is running, but containers for workers aren't granted.
We asked for 32 GB TaskManagers after a memory problem and since then no worker comes up, our nodes have only 30 GB allocatable. Job stuck in SCHEDULED.
Flink 1.18 adaptive scheduler. Job state is CREATED and log says it waits until enough resources are there. I see 6 of 10 TMs registered, the last four hang in ContainerCreating due to a volume attach error.
Why does a job with parallelism 1 not start? Another team's batch job with parallelism 48 grabbed the entire shared cluster and won't end before the evening.
The service account used by native Kubernetes mode isn't allowed to create pods since the security audit, so JobManager is alive but gets no workers and each of the submitted jobs ends up timing out.
Hi, in Ververica/Alibaba console my deployment hangs at starting. It's said the namespace has 20 CU and all are in use by other deployments. can i make it run with less?
free slots 0, job stays CREATED
no taskmanagers registered, job waits
yarn queue full, no containers granted
parallelism 64 but only 48 slots
NoResourceAvailableException after 300000 ms, UI header reads Total Task Slots 16, Available Task Slots 0, while the job list shows mine as RESTARTING.
kubectl describe of the worker pod: 0/9 nodes are available: 9 Insufficient memory. Our pipeline is waiting for exactly that worker.
Metric flink_jobmanager_numRegisteredTaskManagers fell from 10 to 7 and the pending one is 3 since an hour; job can't redeploy all of its 40 subtasks.
我们的 session 集群一共 20 个槽位，已经被别的任务占满，新提交的任务一直灰色不动，几分钟后报资源不满足
flink on k8s，命名空间的 resourcequota 用完了，TM 的 pod 创建被拒，作业迟迟起不来
standalone 集群忘了启动 worker，页面上 Task Managers 显示 0，提交的作业等到超时
local DataSet job with too few slots ends after a while with a bare AskTimeoutException
任务一直starting状态没法停止，可能是yarn没资源
taier跑mysql任务报No flink session found on yarn cluster，yarn上的session一直是ACCEPTED，没有变成running
Yarn is low on resources, it accepts the app from streampark but leaves it in ACCEPTED, after a while streampark reports a timeout and shows the job as failed
Yarn资源池被占满后，提交的flink任务一直Pending，申请不到全部任务资源，页面一直显示启动中
We started it and the status has been starting ever since, it never runs
任务一直处于 starting 状态
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
FlinkSessionJob is stuck in UPGRADING indefinitely after its deploy failed, the operator never sets it to DEPLOYED or rolled back.
Our deployment managed by the operator lost its JobManager. Each reconcile says that high-availability metadata is not there to restore from, and it is never brought up again.
last-state upgrade is stuck, the HA config maps are gone and the operator refuses to start the JobManager again
Job Manager is not brought back up after the backoff limit, cluster resource keeps switching between restarting, deploying and failed
operator cannot roll the deployment back because there is no HA data after an upgrade in savepoint mode
jobmanager deployment disappeared and the operator does not recover it
upgrade of the FlinkDeployment is stuck, HA metadata is missing
session job is stuck in upgrade, checkpoint is not externally addressable
job status is Lost after jobmanager restart and FlinkCluster cannot recover
During a node group upgrade on EKS the node with the JobManager went away. The JobManager was not brought back, the operator still thinks all is fine and the whole cluster is out.
The operator found the cluster unhealthy and deleted the deployment, the new one failed on the first try, and now there is no JobManager at all and nobody creates it again.
The job died before it ever took a snapshot, upgrade mode is the one that keeps the last state; now our resource just loops saying that it needs a manual restore, although there is nothing to restore.
We rolled out a broken commit through the Kubernetes operator, reverted in Git a few minutes later, and the resource neither goes back nor forward because the config map of the leader was gone by then.
A finished batch job cannot be suspended or changed any more, the operator repeats for hours that its latest checkpoint is not addressable from outside and that a manual restore is needed.
EKS node group upgrade took the node with the job manager away, the cluster is out and the operator thinks everything is fine. JM deployment does not come back
FlinkDeployment upgrade does not proceed, upgradeMode savepoint and the job is not running
deployment is gone, there is no HA metadata and the operator refuses to recover
operator cannot restore the job from last state because the HA config maps were deleted
Whenever the JobManager is restarted for any reason the FlinkCluster can't come back: operator log says Desired state Job nil and the job status is Lost.
During EKS node group upgrade the node with the job managers went down. Operator isn't even aware, it thinks JM is running as normal, whole cluster is out and HA doesn't kick in.
When we kill a jobmanager pod it respawns and comes online, but the job submitter doesn't rerun, so the new jobmanager stays empty without a job and the state is Lost.
Application mode on k8s: jobmanager pod got evicted from its node and is not restarted, streaming cluster just stays dead.
Stateless FlinkDeployment with k8s HA turned on: JobManager was lost, the per-job HA configmap is gone, and instead of just redeploying the operator keeps retrying with RestoreFailed. Sometimes nothing runs at all and it still says STABLE.
Native kubernetes HA with the lyft operator: fresh deploy is fine, but updating an existing application fails, the new job manager keeps printing Submitting Job and "connection was unexpectedly closed", then old job comes back under a new id and the new pods are torn down
During a last-state upgrade the operator removed our HA configmaps just before it deployed, and now there is nothing to restore from
Operator took some unrelated configmap for HA metadata on upgrade and our job came up with empty state
Changing the flinkapp CR has no effect on the cluster: new pods appear, five minutes later the operator deletes them again and the old pod sits in a state it can't leave
kubernetes.operator.job.restart.failed is true and upgradeMode savepoint, but when the job fails before its first checkpoint the operator cannot restart it
Job manager failed, state falls to Lost, the operator resubmits the job but with the old job id still recorded and then cancels it as unexpected. v1beta-9
Resumed a suspended HA deployment with changed parallelism, but the old job graph from the configmap gets started again
restartPolicy FromSavepointOnFailure and the jobmanager died before any savepoint was taken, now operator leaves the cluster down
Switched HA off and on again for a FlinkDeployment and the operator takes leftover configmaps for HA data, restore goes wrong
Deleted an HA FlinkDeployment, its configmaps stay behind and the next deployment under that name comes up with the old job
JobManager was slow in coming up during a savepoint upgrade and the operator started the new version without our state
FlinkDeployment upgrade hangs, operator tries to cancel for suspend while the jobmanager isn't reachable
Rollback after a bad upgrade uses the wrong upgrade mode and the deployment stays down
JobManager deployment was in error before any HA metadata existed and operator calls it unrecoverable, I have to delete the resource
Our finished batch FlinkDeployment gets its JobManager brought back by the operator over and over
Flink 2.0 last-state upgrade: new parallelism is not applied since the old JobGraph is still in HA
Job can't be upgraded because it has no checkpoint yet, and operator ignores all the other changes of the spec as well
Changed upgradeMode from stateless to savepoint and operator throws on the next upgrade
JobManager deployment is missing and HA data is not available to make stateful upgrades. It is possible that the job has finished or terminally failed, or the configmaps have been deleted. Manual restore required.
FlinkDeployment stuck in jobManagerDeploymentStatus MISSING, I had only run kubectl delete deploy to restart the thing. operator 1.4
HA metadata not available to restore from last state. It is possible that the job has finished or terminally failed, or the configmaps have been deleted.
someone cleaned up "unused" configmaps in the namespace, and on the next helm upgrade of the FlinkDeployment the operator refuses: upgradeMode last-state
HA data is not available, manual restore required
First deploy with a bad image ended in ImagePullBackOff, then I fixed image but operator says it can't upgrade since the deployment never became stable and there is no HA data. upgradeMode savepoint
operator 重启之后 FlinkDeployment 一直是 MISSING，jobmanager 的 deployment 已经没了，日志里说 HA metadata not available，要手动恢复
Operator reports lifecycleState FAILED, reconciliationStatus UPGRADING, jm status ERROR. No jobmanager pods exist; kubectl get deploy is empty, how to get out of that without losing state
Cluster migration with velero: restored CRs in the new cluster, operator thinks the jobs were already running and says JobManager deployment missing rather than to create them
Cannot rollback: "Rollback is not possible due to missing HA metadata", after a change in resources the new version didn't become ready in 5 minutes
argo cd pruned the JM Deployment because it has our tracking label, operator then logged "JobManager deployment missing" again and again but didn't create it, job.upgradeMode stateless with HA not on
After the job was FAILED for too many restarts, operator wants to upgrade to the fix but waits: "Job is not running and HA metadata is gone, Manual restore required". flink shut the cluster down and removed HA stuff on its own
spec change while the job was still INITIALIZING, upgrade mode savepoint, and the operator is now waiting for upgradeable state forever, pods of the old version deleted
Node pool recreated: both flink pods and operator pod came back late, the CR says DEPLOYED_NOT_READY then MISSING, and the recovery isn't tried since kubernetes.operator.jm-deployment-recovery.enabled is false?
suspend the FlinkDeployment (state: suspended), next week set to running: UpgradeFailureException, latest checkpoint not known
kubectl get flinkdeployment 显示 UPGRADING 状态一直不变，jobmanager 没有起来，事件里是 UpgradeFailureException: HA metadata not available
zookeeper HA with operator 1.7: operator can't find the metadata in zk (it only looks at configmaps?), every last-state upgrade is refused
改了 high-availability.storageDir 和镜像一起发布，operator 说没有 HA 元数据，不给升级，旧的 jobmanager 也已经删了
jobmanager deployment gets deleted by operator for upgrade but creation of the new one was denied by gatekeeper webhook (no resource limits), it never recovered after we fixed the policy. status MISSING
After bumping flinkVersion v1_15 to v1_17 with last-state the operator refuses: HA metadata was made by another version, and the job had already been taken down
批作业跑完之后改了 CR 想重跑，operator 报 It is possible that the job has finished，Manual restore required，起不来
operator 1.1.0: two spec changes in quick succession, second one came when the first had deleted the cluster but not yet submitted. Now deployment isn't there and reconcile loops with DeploymentFailedException
FlinkSessionJob can't be reconciled: session FlinkDeployment is MISSING / not ready, though I can see the session job manager pod in Running
RecoveryFailureException: JobManager deployment is missing
手动把 deployment 删了想让 operator 重新拉起，结果没有重新创建，CR 状态 MISSING，upgradeMode 是 savepoint，没开 HA
Flink app with ephemeral job manager and kubernetes HA, PVC for the ha storageDir was deleted with the namespace re-creation, configmaps are there but pointing to nothing, operator tries last-state and gives up with "manual restore"
GitOps: we removed and re-applied the same FlinkDeployment name, operator says job ID mismatch or HA ConfigMap of the older deployment found, will not start
GCP flink-on-k8s-operator: job manager statefulset was deleted by mistake, FlinkCluster goes to PartiallyStopped, and it neither recreates it nor restarts the job from the last savepoint
升级 operator 从 1.3 到 1.8 之后，几个作业状态变成 MISSING，实际 configmap 还在，operator 说不能做 last-state 升级，需要人工指定 savepoint 恢复
Flink Kubernetes operator 1.6, application mode. Yesterday our cleanup script removed the JM Deployment object. I expected the operator to create it again but the CR only reports an error on missing HA metadata.
We changed the parallelism in our FlinkDeployment while the job was already crashing; upgradeMode is savepoint. For six hours now it's UPGRADING, no JM pod, no TM pod, operator logs the same line each reconcile.
Operator 1.4: cluster nodes rotated at night, jobmanager pods gone, CR status is MISSING. HA configmaps have been wiped by our GitOps prune. How can I resume without losing state?
Team used ArgoCD with prune on. It deleted the config maps with the checkpoint pointer and the JM deployment, and the Flink operator denies to restore on its own. Is initialSavepointPath the way?
I applied a new image tag to a FlinkDeployment and the operator says it can't do a last-state upgrade since no checkpoint info can be found. The old cluster has been torn down already, so nothing is running.
Our FlinkDeployment refers to a JobManager that never got healthy after a quota problem. Quota is fixed now, but operator doesn't retry, lifecycleState hangs in DEPLOYED/ERROR and there are no pods.
We moved from one Kubernetes cluster to another by exporting the custom resources with kubectl. On the new side the operator treats them as existing jobs, sees no deployment, and demands manual recovery.
Suspended a job through spec.job.state, a week later set it to running again, and the operator fails to bring it up because savepoint location isn't in the status anymore.
After upgrading the operator from 1.3 to 1.7 three of our FlinkDeployments are stuck reconciling, jobManagerDeploymentStatus says MISSING though they had been healthy earlier. The remaining twenty are okay.
FlinkSessionJob doesn't get submitted anymore since we recreated the session FlinkDeployment; the operator keeps thinking it's upgrading and waits for some state it can reach. UI of the session shows no jobs.
Job had a terminal failure, Flink removed its HA records, then somebody drained the node. The CR wants it running, the controller writes RecoveryFailureException in its events and gives up.
Can I switch to upgradeMode stateless to get my stuck FlinkDeployment moving? The operator says the last checkpoint can't be addressed from outside and therefore it won't upgrade. We have 400 GB of state.
We have kubernetes.operator.jm-deployment-recovery.enabled=false from an old template, and now a missing jobmanager deployment is just reported in the status but never recreated.
hello, kubectl get flinkdep shows JOB STATUS RECONCILING and LIFECYCLE STATE UPGRADING, pods nothing, i edit the yaml again and again but operator do nothing. savepoint is in s3 i can see it
FlinkDeployment MISSING, operator refuses restore
CR stuck UPGRADING, no JM pod
operator: manual restore required
ha configmaps gone, cannot redeploy last-state
Event on the custom resource: Warning RestoreFailed - HA metadata not available. Deployment object of the JM was removed by a namespace cleaner at 01:00.
status.jobManagerDeploymentStatus: MISSING, reconciliationStatus.state: UPGRADING, observedGeneration 14 while metadata.generation is 17, and nothing in kubectl get deploy.
Operator log per minute: Not ready for upgrade, waiting for upgradeable state for default/clickstream. There is no cluster behind that resource any more.
用 flink-kubernetes-operator 部署的作业，JM 的 Deployment 被误删，CR 还在，operator 说缺少 HA 信息，不肯自动重建
改了 FlinkDeployment 的镜像版本，作业当时就是失败状态，upgradeMode 是 savepoint，现在卡住不动，一个 pod 都没有
集群迁移后 CR 恢复了，configmap 没有恢复，operator 一直要求人工指定 savepoint 才能拉起
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
blocking shuffle: the file of a result partition was lost on the producer and the consumer task just keeps failing on it
240 并发全部 rebalance/hash，task 之间 result sub partition 太多，失败重启时老是 partition not found
downstream consumer requests a partition that the producer has not registered or already lost
tasks fail because a result partition of the upstream task is not found
consumer task complains that the partition of its producer is not found
blocking shuffle partition file lost, partition not found when the consumer reads it
Big job, the upstream tasks already got a slot but deploying takes ages, and the downstream ones ask them for data before they actually run and die right at the start.
One upstream task dies and what I get in the log is the downstream one complaining that what it wanted to read over the network isn't there. Wrong task gets the blame, hard to see which one really broke.
A celeborn worker was shut down, its shuffle data is gone and the flink tasks retry to read it again and again, job never succeeds
Batch job: idle TaskManagers get released on yarn although their result partitions were not read yet, then downstream tasks cannot find them and fail
Input gate failure on a celeborn partition just fails the reading task, upstream isn't run again so the flink job never gets over it
After one taskmanager was restarted the others fail to send their partition request to it and the job fails again on every attempt until we restart them all
Task is RUNNING but waits endlessly in createPartitionRequestClient, never gets data from its upstream on another TM
Flink 1.12 batch job fails with some exception out of the network stack when reading the blocking shuffle data
Batch job hangs when a FINISHED upstream has to run again, its consumers wait for a partition that is not there
org.apache.flink.runtime.io.network.partition.PartitionNotFoundException: Partition 2b1e...#3@9cd0... not found.
Partition ... not found right after the job is started on a 60 node cluster, after one or two restarts it runs. flink 1.9, parallelism 900
works with parallelism 1, with parallelism 2 over two machines it fails with Partition not found, all are ec2 instances in the same vpc
job 并行度 400，启动的时候总报 PartitionNotFoundException，重启几次才能起来，taskmanager.network.request-backoff.max 调到 60000 好一点
Job restarted after one TM failed; then in a chain other tasks fail with Partition xyz@... not found for like ten attempts until everything is finally up
TaskManagers in docker swarm register with container hostname, jobs with shuffles fail: downstream says partition isn't there, single TM fine
deploying the source vertex is slow as it loads a 2 GB model in open(), and the ones behind it give up with "... not found" before it is up
Batch job: TM that had finished the map stage was removed by yarn, reduce stage then failed that the intermediate result of the map can't be found and it kept re-running the map
Flink 1.12 on k8s, on restart some subtasks are stuck in DEPLOYING while others already failed with PartitionNotFoundException. CPU limit of TM is 0.5
after setting up istio sidecar in the namespace multi-TM jobs always fail, subtask can't find partition of upstream on other pod, data port 6121 or random
taskmanager.data.port was random and a firewall is in between, hmm error is Partition 7f..@.. not found rather than connection refused
偶发 org.apache.flink.runtime.io.network.partition.PartitionNotFoundException: Partition xxx not found，没有其它异常，TM 也没挂，checkpoint 恢复后又正常，1.13.5
Partition not found, but all 12 kafka partitions exist
MiniCluster in CI: PartitionNotFoundException once in 50
fine-grained recovery (region) on, after losing one container the region is restarted but consumer in the region asks for blocking partition that has been released
两台机器 hosts 里都写了 127.0.0.1，单机没事，跨机器的 shuffle 就报 partition 找不到
Upgraded jars 300 MB are being downloaded from the blob server by each TM; some of them take over 10s and the faster subtasks fail as the producer's partition isn't registered yet
TM 空闲被回收了，批任务下游再去拉上游结果的时候报 Partition not found，又从头开始跑
PartitionNotFoundException with 32 slots, never with 8
flink run on mesos, tasks fail within seconds, log on the other machine shows nothing but "Requesting partition ... PartitionRequestClientHandler" and then in ours not found
hudi + flink 1.13 on yarn 大作业，failover 之后下游 subtask 一直报找不到上游的分区，上游其实已经 RUNNING 了
AWS managed Flink autoscaled to 24 KPU and afterwards log shows Partition .. not found from window operators for 3 minutes, then quiet
Task setup races: the JM says producer is RUNNING, but the consumer gets PartitionNotFound, since 1.14.4, only when we have slot sharing groups which place the producer on the heavily loaded host
Remote shuffle service: worker restarted, Flink job then fails with partition data not found / shuffle data lost for a finished map
ResultPartition was released because idle TM was stopped after 30s (resourcemanager.taskmanager-timeout), dynamic batch job on k8s then restarts the producers
Beam batch on Flink, large reshuffle. Dies around 60% with PartitionNotFoundException and goes back to the first stage every time
local disk of TM tmp dirs was cleaned by tmpwatch/tmpreaper, batch shuffle consumers say the file of the partition isn't there: PartitionNotFound
stream 作业某个节点 CPU 打满之后，重启时那台机器上的 task 部署很慢，别的机器上的 task 报 partition not found 又触发重启
StreamPark showed RESTARTING for the job three times this week; root exception in each is "Partition 5c8e… not found." no preceding error, 4 TMs on bare metal with 10GbE
after a JM failover the batch job doesn't continue with the already produced results: "not found" for all blocking partitions of stage one, whole thing starts again
We run Flink 1.16 on Kubernetes with parallelism 400. On each deployment the job fails once because a reader can't locate the output of the map before it, then recovers and is fine all day.
Our job with a heavy open() (it loads an ONNX model, ~50 s) always fails at first try, since the windows behind it ask for its data before it is running. Can consumers be told to wait longer?
Batch job on Flink 1.17, YARN. After stage 1 finished, some containers were released as idle and stage 2 couldn't fetch its input from there. It reran stage 1, then the same again.
I'm confused: the exception speaks of a partition with a long hex id and #0@ in it, but our Kafka topic has only 12 partitions and these are okay. What partition does Flink look for?
Since we moved the TaskManagers into two availability zones, job startup is flaky: the consumer side gives up requesting the producer's subpartition after the backoff. Once it runs there are no errors at all.
After every failover one more failure follows, in which the join can't find its left input's result on tm-7. The left input at this time is still in DEPLOYING because it pulls a 300 MB jar.
TaskManagers behind NAT in our test environment all register the same external host and data port. Tasks connect but get told by the other side that it doesn't own such a result.
On Flink 1.13 with big RocksDB state on the source-side aggregation, restore takes two minutes. The sink side doesn't wait and fails with a missing upstream partition, which restarts everything incl. the restore.
We have JobManager CPU limit of 0.5. When it deploys 1500 tasks, the last ones come a minute after the first, and the early ones die since the senders haven't been deployed at all.
Nightly batch with hybrid shuffle: around 40 % of the way a downstream task says the intermediate result of the scan was released already. No TaskManager died, no OOM, nothing before it in the exceptions history.
Our ops cleaned /tmp on the worker hosts while a batch query was running; now the reduce stage can't get at the map stage's shuffle output and Flink recomputes it.
We use region failover and one slow machine. Each time that machine hosts a sender, the receivers elsewhere exhaust their partition requests during start. Should request-backoff.max go from 10 s to 60 s?
Job with 2000 subtasks, 1.15, cold start: needs on average 3 attempts before all tasks find their upstream, afterwards runs for weeks. Would like to get rid of this noise in the alerts.
hello, I get error at job begin that some ResultPartition not exist on remote taskmanager, second attempt sucess. only in prod where pods are slow with pulling, in dev never. is data lost by this?
downstream starts before upstream, partition missing
result partition gone on producer tm
startup race, consumer finds no upstream output
PartitionNotFound only at job start
First and only entry in Exceptions: PartitionNotFoundException: Partition 7f21c0de44#13@b0aa not found, 11 seconds after the job went RUNNING; Source vertices were INITIALIZING then.
Timeline tab shows the sort stage started 09:00:02 whereas the scan subtasks 30-60 got to RUNNING at 09:00:31, and the failure came in between, reader unable to find its remote channel's producer.
TM log says: Received partition request for unknown result, sending error back to consumer of SingleInputGate 4. Source topic has nothing to do with this id.
每次发布大并行度作业都会先失败一次，说上游的中间结果不存在，自动重试后就正常，能不能把请求等待时间调长
算子初始化要加载模型一分钟，下游等不及去拉它的 shuffle 数据，提示分区没注册，作业跟着重启
批任务第二阶段去读第一阶段的输出，发现 TM 空闲已经被释放，数据没了，只好整段重算
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
With earliest-offset the mysql source fails at the same binlog event each time, event header cannot be deserialized, restart does not help.
One message with garbage in it is enough: the job restarts on its own again and again until somebody repairs the data in the queue, and everything behind it piles up.
missing node in the JSON cannot be converted when deserializing, the same message kills the source every time
a tombstone (null value) on the topic makes the avro deserializer fail, job restarts and reads the same record again
a json format error in a record makes the flink program fail
record at one offset cannot be deserialized, job fails at the same record again after restart
date column cannot be parsed in cdc pipeline and job fails at the same event
dirty json in kafka lets the flink program fail, want to ignore the format error
One broken message on one topic takes the whole job down, with all other topics and functions, and after the restart it reads the same message again.
Somebody wrote a few unreadable messages to the CDC topic and the ingestion has been crashing at the same offset since. We would be happy to lose those few.
One garbage message in the queue and the job restarts again and again until somebody repairs the topic; all the good data piles up behind it.
A single message with a negative number in a date column keeps the ingestion busy for ever: it cannot be converted, so it is retried without end and nothing after it gets in.
a single corrupt avro message and the job crashes on that offset over and over
one dirty JSON line takes the whole job down
a message that is no valid JSON fails the whole kafka sync job
one json message cannot be parsed and the program exits, dirty data from the source
kafka读消息写mysql，来了一条非法json，任务直接就停了
cdc 解析 binlog 里加字段的 ddl 语句报错，任务直接 FAILED
Someone changed the mysql binlog format away from row, now the flink job restarts forever on DebeziumException: Received DML ... and we can't get past that offset
flinkcdc 2.3.0 从指定位点重启，位点之后有加列的 ddl，作业就挂，稳定复现
Table was swapped by rename (tmp_T to T); after restoring from checkpoint the mysql cdc source fails with "change event for table whose schema isn't known to this connector"
早上表结构变更后 flink 1.13.3 的任务报 Encountered change event for table whose schema isn't known to this connector，重启没用，1.13.1 的那个却没事
flink sql insert into doris: submitted fine but dashboard shows FAILED, stream load error: too many filtered rows
Mongo cdc to Doris ran a while, then every attempt fails at the same checkpoint with "Encountered unqualified data", and there is no error url so I can't find the bad row
cdc pipeline to kafka as debezium json dies on tables whose columns have a non-string default value, could not serialize
kafka 里有脏数据，写 postgres 报 invalid byte sequence for encoding "UTF8": 0x00，job 一直重启，怎么跳过这一条不堵住队列
Elasticsearch 8 sink retries a bulk item that can never succeed over and over, bad document blocks the job
上游写的 canal_json 里 data 不是数组，下游 flink kafka 消费解析不了
SQL job kafka to elasticsearch is running but nothing arrives; task log complains about the json body, nested json in our messages can't be parsed
join RDS 维表时 Failover：Value '0000-00-00 00:00:00' can not be represented as java.sql.Timestamp
写 TSDB 报 There is an invalid character in tagvalue，一条带 $ 的数据就让作业不断 failover
数据里有 emoji，写 MySQL 时 Incorrect String value '/xF0/x9F...' for column，作业 failover
Could not forward element to next operator，空指针，源里事件时间字段有 NULL
A tombstone in the debezium topic gives NullPointerException in Debezium-JSON and the job can't get past it
Debezium-json throws on every update because the PG table's replica identity isn't FULL, job keeps failing
Set ignore-parse-errors on the old json format, but bad lines still bring the job down
Avro map field with a null value in one record gives NullPointerException in the source, job fails at the same offset each time
com.fasterxml.jackson.core.JsonParseException: Unrecognized token 'test': was expecting JSON, somebody typed test in the kafka console producer and our job is down since then
Failed to deserialize JSON '{"id":"","ts":null}'. java.io.IOException, Flink SQL kafka source. It restarts, reads the same offset and dies again
DateTimeParseException: Text '' could not be parsed, again and again
kafka 里有一条脏数据，flink sql 任务反复重启，怎么跳过这一条，json.ignore-parse-errors 设置了好像没用，是 canal-json 格式
NullPointerException in my MapFunction at getField("user").asText() — works for most events, some client sends events without user. Job goes through all its restart attempts and always at the same offset
Column 'name' is NOT NULL, however, a null value is being written into it. Flink 1.13 upsert into mysql, job fails as soon as it reaches that record
debezium-json: The "before" field of UPDATE message is null, if you are using Debezium Postgres Connector, please check the Postgres table has been set REPLICA IDENTITY to FULL level. Job stops there each time
ClickHouse sink: Cannot parse input: expected ',' before..., a single bad value in a batch and then the batch is retried and fails until the job is dead
Data truncation: Data too long for column 'remark' at row 1, jdbc sink 1.14 retries 3 times and job fails; restart replays the same from kafka
NPE in deserialize() on null kafka values, each restart
ES sink: mapper_parsing_exception failed to parse field [amount] of type [long], one document is refused and the job goes into restart, ActionRequestFailureHandler is default
Invalid UTF-8 start byte 0xff in one message of the topic, job on KDA has been restarting since Friday 18:00
mysql cdc 读取到非法日期 0000-00-00 00:00:00 就报错，任务重启后又在同一个 binlog 位置挂掉，flink cdc 2.3
oss 上的 csv 有一行多了个逗号，解析数组越界，任务重启又从这个文件读，一直循环
java.lang.NumberFormatException: For input string: "N/A" in a flatMap, flink 1.8 fixed-delay 3 attempts then FAILED
Decimal overflow: a price with 30 digits came from an upstream bug, the Paimon/Hudi writer throws and since checkpoint isn't done we're at the same place forever
how to skip one bad message? consumer group is in flink's state so resetting offsets with kafka-consumer-groups.sh doesn't help, it loads the checkpoint and fails at offset 88213377 again
Mongo cdc: a document with a field of type string where all others are int, conversion throws "Unable to convert to integer from unexpected value" and job won't go past it
Oracle CDC: Parsing failed for DDL / unparseable DDL statement from logminer kills the connector; after restart from checkpoint it's the same statement
doris sink stream load 报错 too many filtered rows，查 ErrorURL 是某一列长度超了，任务一直重启，能不能把脏数据过滤掉
starrocks: "Error: Value count does not match column count. Expect 12, but got 13" because one text field has a tab in it. Whole Flink job can't progress
Kinesis record aggregated by a producer with other format, "Malformed record" in our parser, application at restart loop and millisBehindLatest grows, only one shard affected
malformed event blocks the pipeline
protobuf com.google.protobuf.InvalidProtocolBufferException: Protocol message contained an invalid tag (zero), happens for exactly one message in raw topic, job fails over every 30 s with the same stack
a customer pushed a 0-byte file in the bucket with parquet files, FileSource fails "is not a Parquet file (length is too low: 0)" each attempt
除零异常，UDF 里有一条数量为 0 的数据，任务重启又读到这条，永远过不去
binlog 里有个 JSON 字段内容不合法，反序列化报错，作业从 checkpoint 恢复就挂，flink cdc 2.4.1，其它表没问题
changelog-csv socket example from docs: when I type a wrong line the job is gone
RabbitMQ source: the unparsable message is redelivered after the failure, job fails with same JSON exception endlessly, queue depth climbs behind it. There's no dead letter option I can find
Hive ORC sink ClassCastException: String cannot be cast to Long for some rows of partner X, only then. We commented the partner out as workaround, before it was restart after restart from the same checkpoint
Flink 1.16 reading JSON from Kafka. At 3 am a device sent NaN in a numeric field, our parser threw and since then the job restores, reads it again and dies. How do I get past this one message?
One of our shops uploaded a file where the last line is cut off in the middle. The file source crashes on that line, restarts, reads the same file, crashes.
We run the SQL kafka table with csv format. Someone upstream put a comma into a product name and the row has now one column too many, job can't make progress behind it.
Each restart ends within two seconds at partition 6 offset 18822310 with a number parse exception in my flatMap. All the other partitions are ok.
Debezium topic to Flink 1.15: after a table had been emptied there are tombstone messages with null value and my deserializer throws NPE on them, again and again after recovery.
Flink CDC 2.4 MySQL source stops every time on the same binlog position, it seems one row with an invalid date can't be converted. Restarting doesn't help. I would accept to lose that one row.
Our sink to Postgres fails because a string in one order contains a 0x00 byte, which the database doesn't accept. The batch gets retried and job restarted since six hours, same order id in the message.
Is there an equivalent of a dead letter queue for KafkaSource? A tester produced plain text into the prod topic, the avro-less JSON job now is crash looping on that offset.
PyFlink 1.17: json.loads in my map function throws for a single event with single quotes instead of double, and the job never comes beyond it even after we restart from checkpoint.
An IoT gateway with a broken clock sent the year 20233 and LocalDateTime parsing in the operator fails on it. After failover we get the identical stack trace with identical value.
We're inserting into Elasticsearch 7, one document has text in a field mapped as long. ES answers with 400 for this one, the sink throws and Flink replays the same bulk for ever.
Protobuf deserialization hits an invalid tag on one message from an old app version that still runs somewhere. Just this one among millions, but the pipeline is halted for the whole partition.
NULL arrived in our rowtime column from one source row, SQL job with TUMBLE window throws a runtime exception that this column mustn't be null, recovers, throws again.
i have one bad row with letters in amount column and my job restart forever at that row, checkpoint is good but it read again same row. how to ignore error rows in datastream api?
single malformed event, same offset, crash loop
want to skip one broken kafka message
unparseable json row stops the source
dirty row breaks mysql sink every retry
Deepest cause is unchanged in 25 failures: Unrecognized token 'undefined': was expecting JSON String, Number, Array, Object or token 'null', [line 1, column 48].
currentOffset of partition 3 stands at 771204 since 02:16 across all attempts, the neighbours advance up to the crash; trace ends in OrderParser.parseQuantity with input "1O".
Exception history: StringIndexOutOfBoundsException: begin 0, end 8, length 5 at TrackingCodeMapper.map, 44 entries, all on the same subtask and same event id.
测试同学往生产 topic 手工发了一条非 json 的数据，反序列化抛异常，任务从检查点恢复后又读到它，死循环
有一行订单的金额里带了字母，转换 decimal 报错，重启多少次都停在这一行，其他分区都正常
flink cdc 读到某条 binlog 时日期非法转换失败，每次恢复都在同一个位点挂掉，想丢掉这条继续跑
Kafka json source declares a field as string but the data has a list, runs into java.util.ArrayList cannot be cast to java.lang.String and the job dies
NullNode cannot be cast to ArrayNode in JsonRowSerializationSchema when a row has a null array, sink task dies
Our Flink CDC job keeps getting restarted and is stuck at the same exception since somebody changed the MySQL bin log format from row to something else. It cannot get over that event, restarting forever.
将数据从 kafka 读出，部分数据有脏数据，导致入 postgres 失败，job 任务一直处于重启状态。如何跳过这一条数据，不会导致队列堵塞？
flink cdc from mongo into Doris runs fine for a while, then stream load says 'Encountered unqualified data', checkpoint 7 fails and the task goes down. No error url is returned so we cannot find which data is wrong.
业务库执行了一条不太规范的 ALTER TABLE ADD(...) 加字段，mysql 能执行，flink cdc 任务解析 binlog 直接报错，异常都捕获不到，任务没法恢复，很着急。
Flink 1.13 读 kafka，反序列化用 JSONKeyValueDeserializationSchema，一跑就抛 JsonParseException Unrecognized token，topic 里的消息不是 json
chunjun任务消费上百亿数据，并发300，脏数据上限设成50万，跑了好几次都是跑着跑着报脏数据超过设定值，任务直接挂掉
mysql到mysql的insert同步任务，遇到主键重复的数据任务就直接终止了，配了脏数据存储也没用，脏数据表里也没有数据
the flink app says exception reading data for every entry of the kafka topic, the console consumer shows the json fine
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
a 14 MB message cannot be produced, exceeds the maximum size the broker accepts
message is bigger than max.request.size when serialized
message bigger than max.request.size cannot be sent by the kafka sink
A handful of rows are bigger than what may be sent to the output topic, and each of them takes the entire job down. We would rather drop them.
some events are bigger than the max message size, kafka sink fails
a huge row is larger than max.request.size, the flink kafka sink fails on it
kafka sink rejects a record because it is too large, we would like to discard it
Same code worked in test, in production the sink job goes FAILED. Raised the request size in the Flink sink and now the server says it won't accept messages that big.
写消息队列 MQ 结果表时作业 Failover，报 the message body size over max value
Flink 1.13: The message is 1283941 bytes when serialized which is larger than 1048576. Set max.request.size in the producer properties and it still fails, now the error comes from the broker
Our enrichment job died after a product team started attaching base64 pictures to the event. Reading the topic works, writing the enriched copy out to the next topic does not, and only for those few events
mysql cdc to kafka with flink sql 1.15, one table has a longtext column, job runs for hours until somebody edits a long article and then the sink fails and the job restarts on that row
KafkaSink on MSK, job keeps failing with org.apache.kafka.common.errors.RecordTooLargeException: The request included a message larger than the max message size the server will accept. Can't change broker settings, managed by platform team
flink sql 写 kafka 报 RecordTooLargeException，WITH 里加了 'properties.max.request.size'='10485760' 还是不行，broker 端也要改吗
message too big for kafka topic
We collect all clicks of a session into one JSON with a session window and sink it to Kafka. A bot with 40000 clicks produced a single 6 MB output and since then the job fails at exactly this window after each restart
公司 Kafka 限制单条 1M，flink 把图片 base64 后的 json 往里写，偶尔有几条超过就把整个任务搞挂了，能不能只丢这几条
The producer compresses with snappy so I thought 3 MB of JSON would fit in 1 MB, but Flink still refuses on the client before sending anything. Is the limit checked before compression?
flinkcdc 同步 mongodb 到 kafka，文档里有个大数组，最大的一条有 12M，任务一跑到这条就失败重启，别的都正常
AggregateFunction with LISTAGG over a whole day, written to upsert-kafka; as the day goes on the row gets bigger and every evening about 8pm the Kafka writer task fails
Topic was created by another team with max.message.bytes=262144. Our Flink 1.17 job ran fine in staging (default topic), in prod it fails within minutes: MESSAGE_TOO_LARGE
AWS managed flink 1.15 writes protobuf to MSK serverless, 8 MB limit, some of our documents exceed it and the application is in a restart cycle, how can I drop these instead of failing
Beam 2.48 KafkaIO.write on Flink runner: java.lang.RuntimeException RecordTooLargeException, 2097352 bytes when serialized. withProducerConfigUpdates max.request.size doesn't seem to be taken
SeaTunnel flink engine, Kafka sink, kafka.config = { max.request.size = 5242880 } but still larger than 1048576 in the log
Side output for failed records goes to a dead letter topic with the full stack trace and original payload wrapped, and now the DLQ write itself is what kills the job, it became a bit bigger than the original and does not fit
Oracle CDC with CLOBs, before and after image both in the debezium json, so one update of a 600k clob is over a megabyte and Kafka throws it back
canal-json 格式写出到 kafka，大字段 update 的时候 before 和 after 都带上，一条消息超过 1M 就报错，Flink 版本 1.14.4
How to make the Flink sink skip messages that are too big?
Raised max.request.size to 20 MB in the Flink job, message.max.bytes to 20 MB on the broker, and still one topic rejects: turned out there's a topic override... now other topics have the same, is there a way to find it from Flink?
Strimzi 0.33 / Kafka 3.3, Flink 1.16 exactly once. The transaction is aborted every time for the same reason, server says message is larger than it will accept. batch.size was set to 4 MB by a colleague for throughput
flink 读 kafka 大消息没问题（fetch.max.bytes 调大了），往下游 kafka 写就失败，客户端提示超过 max.request.size
Statefun 3.2 egress to kafka: the function's response with a large document makes the whole statefun cluster restart, producer properties in module.yaml don't change the limit
Confluent Cloud basic cluster, pipeline emits geojson polygons. Countries with a long coast line (Norway, Canada) always fail to publish, small ones pass
RecordTooLargeException 1048588 bytes, just 12 bytes over the limit!
After the upstream added a new nested 'history' array our flink job that simply copies topic A to topic B in another cluster doesn't get over offset 8831204. Cluster A allows 10 MB, cluster B has defaults
Paimon table with log.system = kafka, writing wide rows with 900 columns, log sink fails: message exceeds maximum size while the file part of the table would be okay
dinky 提交的 flink sql 任务，kafka sink 报 The message is 3145890 bytes when serialized，在 dinky 里哪里配置这个大小
huge log lines, kafka sink refuses them
We upgraded from FlinkKafkaProducer (where setLogFailuresOnly was true) to KafkaSink and now each oversized event takes down the job, previously we only had an error line in the logs and lost the event
Flink 1.15 job builds a daily summary per account and writes to Kafka. One account with very many transactions yields 4 MB of JSON and the producer declines it; all attempts fail on that account.
We get a failure in KafkaSink that the serialized event is over one megabyte. I set fetch.message.max.bytes on the reading side but that has no effect, which property is for writing?
After switching the output format from Avro to JSON the payload tripled, and now the output topic doesn't accept a few of the events. Job loops on the writer task.
Using MSK with default settings, our sink sends documents with embedded PDFs in base64. Most are below the limit but some are bigger and the server rejects them, the whole job goes down for it.
I raised max.request.size to 5 MB in the sink's producer config, now it's the server that answers that the message is beyond what it will accept. Do I have to change the topic too?
Session window keeps all clicks in a list and emits them at the end. A bot produced a session with 90k clicks and this result is impossible to publish to Kafka because of its length.
Confluent Cloud basic cluster, limit of 8 MB per message. Our enrichment concatenates the full html of the page into the event; job dies in the producer for some pages.
Flink 1.17 upsert-kafka with JSON_ARRAYAGG over order lines: works in test, in production the row for our main distributor can't be sent since its size goes over the broker's cap.
The platform team lowered message.max.bytes on the shared brokers last Friday and from then on our sink is refused for around five events per day, each costs a restart loop.
Compression with gzip is enabled in the producer and the compressed doc would be only 300 KB, yet the client itself throws before sending because the raw form has 2.3 MB.
We forward CDC rows which contain a mediumtext column. Somebody pasted a log file of 12 MB into a ticket, the row reads well from MySQL but our Kafka writer can't push it out.
Our event carries the list of all its previous versions, which got longer every day. This week it crossed the limit at the producer and now the checkpoint can't complete because flush fails with an oversize error.
Flink to Azure Event Hubs through Kafka protocol: sends fail for events with images since the namespace allows 1 MB only. Reading and processing is all fine, memory as well.
hi, in flink sink one of the messages is 1.8mb, kafka don't want it. how to split it or drop it before the sink, job is restarting on this all time
message too big for kafka sink
producer rejects 3 MB event, job loops
max.request.size exceeded on output topic
aggregate outgrew broker message limit
Sink: Writer failed with RecordTooLargeException: The message is 6291710 bytes when serialized, the rest of the outputs average 2 KB.
Producer metric record-size-max went 640k, 820k, 1.01M over three days, then the writer started to fail and restarts are at 60.
Broker answers MESSAGE_TOO_LARGE for events-aggregated-4, topic has max.message.bytes=1000012, our new aggregate is around 1.4 MB.
大客户一天的明细聚合成一条 json 有 5MB，写 kafka 被拒，任务一直在 sink 端失败
把图片 base64 塞进消息后超过了 topic 允许的单条长度，producer 发不出去，恢复后还是这条
已经开了压缩，客户端还是说单条超过 1048576 字节，是不是按压缩前的大小算的
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
use earliest-offset or timestamp mode to consume data, flink job always restart
Scenario is restarting continuously after its redeploy
The counter of full restarts climbs all the time and downtime is above zero; the application flips between running and restarting and we do not know why.
After a failover of the MySQL source our CDC job just restarts over and over and never gets back to steady running.
flink multi-writer to hudi with async clustering, the job is always restarting
job restart storm since this morning, uptime never above a few minutes, no idea yet what it is
restarting forever
the job never actually fails, it just keeps running in a restart loop
restart loop, the job runs some seconds, crashes and tries again, repeatedly
The Flink task on Kubernetes starts, runs a moment, restarts, the whole day. Our platform can do nothing about it and the old logs are gone each time.
managed flink application is RUNNING but fullRestarts climbs and downtime is not zero
with enhanced fan out job runs five minutes and then restarts for ever
flink job always restarts
fullRestarts keeps climbing and the app flips between RUNNING and RESTARTING
endless restart loop, an operator always throws and the job never fails for good
flink job always restarts when it consumes from the earliest offset
My Amazon managed Flink application keeps restarting, fullRestarts and downtime are not zero. How do I find out why?
The MySQL source had a failover and now the cdc job is always restarting.
With earliest-offset or timestamp startup mode the flink job always restarts; after a few reboots it is normal again.
Flink pods were running without any issues for a few days and all of a sudden they are crashlooping with a duplicate key error. This is our prod env.
After dropping a partition in Fluss our flink job cannot come back from checkpoint, source reader tries to subscribe the removed one and throws PartitionNotExistException each time
flink on DC/OS came up the first time, but after putting the machine to sleep it will not come back up, same log message over and over, and the task manager doesn't stay up either
flink job on k8s keeps restarting and we cannot cancel it from the console, only ops can kill the pod
flink job writing to iceberg cannot restart any more, it says the metadata location is not found
flink sql sink into starrocks keeps failing with a NullPointerException when the data is big, connector 1.2.6, flink 1.15/1.16
Rolling upgrade of starrocks machines, afterwards one of our flink sink jobs keeps dying: Failed to flush data ... .dat.tmp: No such file or directory
Redeployed an update and the operator spawns job-submitter pods by the dozen, each one Terminating after a few seconds
restartPolicy FromSavepointOnFailure, job failed once, and now it restarts and fails in circles: status Failed -> Running -> Failed
pulsar + debezium-json in flink 1.13.1 does not work, job fails at the first record with "Please invoke DeserializationSchema#deserialize(byte[], Collector) instead"
Restarted the flink job writing hudi after cleaning ckp_meta and it can't recover: Timeout(601000ms) while waiting for instant initialize
One table of the database makes the flink paimon cdc job throw and the whole ingestion stops for all the other tables too
Fresh start is fine, but each recovery from checkpoint fails with a null pointer in our kafka DeserializationSchema, as if open was never called
Alarm that the number of restarts of a FlinkServer job is over its limit, where to look for the reason
Write to the Hudi metadata table failed once during a delta commit and now the Flink job restarts again and again, it never gets over it
My flink job restarts every 3-4 minutes, the exceptions tab shows only "Job is being restarted" something something, no root cause that I understand. Where do I start?
Lag goes up and down like a saw, turns out the job restarted from checkpoint every 8 minutes since we don't know when. Data arrives, just repeated
flink 1.14 on yarn，任务每隔十几分钟自动重启一次，日志里没有看到明显的异常，taskmanager 都还在，求大佬指点
AWS managed flink application shows status RUNNING but fullRestarts metric climbs and downtime is never 0. The cloudwatch logs are a mess of switched from RUNNING to CANCELED
Pods are up, no OOM, no evictions. Still the job is in RESTARTING half of the time, fixed delay strategy with Integer.MAX_VALUE attempts so it never stops either
keeps restarting, no idea why
Kafka to hudi job on EMR 6.9: since Monday restarts over and over, nothing was deployed. Each time a different operator is named as the first that failed
Flink kubernetes operator 1.4, FlinkDeployment flips between STABLE and RECONCILING, job manager pod restart count 58. kubectl logs --previous ends in the middle of normal info lines
StreamPark 上看任务一直在 RESTARTING 和 RUNNING 之间来回跳，checkpoint 也是成功的，就是隔一会重启
How to get an alert on a flapping job? It was in a loop for the whole weekend as it comes to RUNNING for 20 seconds each time and our check only looks at the state
Exceptions page only has FlinkException: Global failure triggered, with nothing below it. The job restarts from the last checkpoint, works 5 minutes and again. 1.15.3 session cluster on docker swarm
After the power outage in the data center our Flink standalone job starts, fails, starts, fails. All other services are healthy again so I don't know what it's missing
job restarts in loop but only in production, with the same jar and the same config in test it's fine for weeks
One of thirty jobs of our session cluster restarts about 200 times a day, others on the same task managers are not affected. Logs rotate so fast that the first exception is gone
statefun app in CrashLoopBackOff
flinkcdc 3.0 整库同步到 starrocks，任务反复重启，一会儿 running 一会儿 restarting，web ui 的 exception 页面显示的 root exception 每次都不一样
Beam python pipeline on Flink runner restarts forever in detached mode. The portable job service says RUNNING. I can't see the python stacktrace anywhere
The UI's exception history shows 16 entries, all of them "Operator ... failed" with cause null. Version 1.16.1
flink sql 任务上线一周都很稳定，昨天开始每 5 分钟左右重启一次，异常页面 root exception 是空的，重启之后又能正常消费一段时间
We run ~400 jobs on Ververica platform, a dozen of them are in the restart cycle at any time and recover on their own or not. Is there any way to tell what is behind without reading every log?
exponential-delay restart: job starts, dies after about a minute, backoff goes to 5 min, again and again. Lag grows meanwhile. Looking for hints how to debug
numRestarts 1467 and counting
flink on k8s 的 jobmanager pod 一直重启，describe 看 exit code 是 1，日志最后停在 Starting the slot manager
spotify flink operator: job pod restarted 300+ times, Back-off restarting failed container, cluster status is Reconciling. flink 1.12
Zeppelin flink interpreter, my streaming paragraph goes ABORT, RUNNING, ABORT with restart every time by itself, no message in the notebook
It fails about 30 s after start on each attempt and always at full speed catching up from Kafka, but the only thing in the log is "Task ... has been canceled", can't find which task was first
The restart counter on our grafana dashboard went vertical at 02:13. No deploy, no infra change, no data change that we know of
一个 flink 任务 failover 风暴，一天几千次重启，yarn 上 am 和 container 都没挂，怎么定位根因
Nothing in between the restarts works for long: raised memory, slots, timeouts, network buffers, the job still dies after random 2 to 15 min and begins again
Doris connector job restarts continuously in the night between 1 and 5, by day it is calm. StreamLoad logs seem fine
We run Flink 1.18 on GKE and since yesterday evening the job goes RUNNING, RESTARTING, RUNNING roughly every four minutes. I've looked at the exceptions and each time there is a different operator and text.
Job has exponential-delay restart strategy so it never gets to FAILED. Our monitor checks state only, so nobody saw that it had restarted 900 times during the week until the business asked for data.
Since Monday our stream does a full failover about 15 times per hour. No deploy, no config change, cluster is the same. I don't know where to begin, logs are flooded with follow-up errors.
Flink 1.14, YARN: numRestarts is at 312 and climbing, the job lives for something between half a minute and six minutes. Sometimes it's a closed channel, sometimes a cancelled task, never the same.
What's a good way of finding the original failure? Our pipeline keeps on being redeployed and the root exception tab just shows whichever task noticed first.
Kinesis Data Analytics app stays in RUNNING but downtime metric is not zero for the whole day and fullRestarts goes up steadily. Support wants to know the error and I can't name any.
The stream seems OK whenever I open the UI, though the duration is always under 5 minutes. Turns out it's been recovering in circles from the same checkpoint since 2 in the morning.
Our test job with fixed-delay and Integer.MAX_VALUE attempts has been cycling the entire weekend, consumers downstream have seen the same hour of data dozens of times.
Looks stable for ten minutes, then 3 restarts in a row, then ok, then five in a row. Different TaskManagers, different subtasks, nothing in common that we could find. Flink 1.17 standalone.
After the cluster patching weekend two of eleven jobs never calm down: tasks come up, process for a while, all get cancelled and come up again. Where do I look first?
We have no checkpoint completed since 01:20 because the job doesn't survive for long enough between its crashes, interval is 5 minutes. The failures vary so I can't say what triggers them.
Java job on 1.16, all vertices alternate between green and orange non stop. Memory and CPU charts seem ok to me, Kafka ok, database ok. Restart count increases by about 20 per hour.
Grafana panel for job uptime looks like a saw with tiny teeth, since deploy of nothing at all. Can't find any single reason, JM log has thousands of state transitions.
hello flink community, my job restart by itself many many time a day and then continue, restart number is 1500 now, no clear error found for me. how can i debug what is the reason?
endless failover, reason unknown
numRestarts climbing, state still RUNNING
job flaps all night, no common error
keeps recovering from same checkpoint forever
UI: Status RUNNING, Duration 1m 12s, Attempts 266; a minute later it is RESTARTING and then back to RUNNING with Duration 4s.
flink_jobmanager_job_numRestarts rate is 0.3 per minute since Thursday, uptime never above 240000 ms, and the exceptions grouped give seven unrelated messages.
JM log repeats: switched from state RUNNING to RESTARTING, then RESTARTING to RUNNING, 38 times between 04:00 and 06:00, origin differs from round to round.
作业从昨晚开始每隔几分钟就重来一遍，状态大多数时候显示正常，重试次数已经四百多，报错五花八门
我们配置了无限重试，监控只看是否失败，结果任务来回拉起跑了一个周末都没人发现，原因也不明
任务每次活不过五分钟，检查点一个都没做成，反复从同一个点恢复，不知道最初是哪里出的错
dedicated compact job: every restart uses the same expired snapshot id, OutOfRangeException again, it never advances
Simple datastream job with the MySQL CDC source, tried 2.2.0, 2.2.1 and a 2.3 snapshot on Flink 1.14.4: it can not run, the flink job always restarts.
FlinkCDC 采集 TiDB，万级小批量增量正常，一插百万级数据任务就报 NULL 异常自动重启，重启还造成 binlog 数据丢失，调并发、加并行度都无效。
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
After one transient error the tiering job goes straight to FAILED and is never restarted, somebody has to submit it again by hand; checkpointing is off.
job went to FAILED for good, failure-rate restart strategy gave up one restart earlier than we configured
作业重启次数过多超过了重启策略上限，JobManager 和 TaskManager 整体退出，作业变 FAILED
job is FAILED, recovery is suppressed because there is no restart strategy
restart attempts are used up and the job does not come back
program restarted more times than the max retries and then exits directly
A short network error and the tiering job is failed for good; it is not started again, we have to resubmit it by hand. Checkpointing is off and no restart policy is set.
One transient error and the tiering job is FAILED for good until a human submits it again; it has neither checkpoints nor a restart strategy.
job gave up after the maximum number of restarts
number of restarts exceeded the maximum and the program exits
k8s上flink-cdc监听mysql binlog，mysql一重启flink任务就自动没了，每次都要手动拉起
flink on yarn，资源不够容器掉了，checkpoint又没开，任务直接就结束了，也没有再试一次
Added a database to the mysql cdc list, started from savepoint, and it is FAILED: Recovery is suppressed by FailureRateRestartBackoffTimeStrategy(failuresIntervalMS=1800000 ...)
flink batch 读 starrocks 一亿行写 hdfs，跑了一小时四十五分报 connection reset，Recovery is suppressed by NoRestartBackoffTimeStrategy
Operator does not resubmit our job once it is FAILED, submitter pod just finds the CANCELED/FAILED job and errors out
A failure that came in while the job was already RESTARTING threw it to FAILED although restarts were left
ALM-45635 came: the FlinkServer job is failed and was not started again
Third-party query ran into Connection timed out; restart policy is three times with an interval, it used them up and the job stayed failed until someone noticed
Many restart attempts during an HDFS outage, in the end job came up but its state was empty
org.apache.flink.runtime.JobException: Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=3, backoffTimeMS=10000), job is FAILED and nobody noticed until morning
Postgres was in maintenance for 10 minutes, Flink tried its 3 restarts in half a minute and gave up for good. Database is back but the job stays dead
Recovery is suppressed by NoRestartBackoffTimeStrategy, I have not configured any strategy, where does it come from? Checkpointing is off
flink 任务凌晨挂了，日志 Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=10...)，明明数据库早就恢复了，任务就是不再拉起来
Is the number of restart attempts ever reset? Job has run for 5 months with a hiccup every few weeks, today was number 10 and it went to FAILED although each time it had recovered well
job gave up after 3 attempts
Flink operator 1.3: state FAILED, jobmanager pod is there and healthy but does nothing, the operator doesn't restart it. After all attempts were consumed I must delete and re-apply
EMR Flink step finished with FAILED in the night, YARN application FAILED too, yarn.application-attempts 2 both used
Short network glitch between the two AZs, around forty of our jobs ended in terminal FAILED state as failure-rate 3 per 5 min was exceeded. We had to resubmit them all by hand
restart-strategy: fixed-delay with attempts 2147483647 in flink-conf, but the job still ended at first exception with NoRestartBackoffTimeStrategy. The code is by another team
Batch job of 3 h failed at the last stage: one flaky task failed more than allowed and the whole thing was declared FAILED, no retry any more
AM container of yarn application is killed for the second time and yarn says "failed 2 times due to AM Container ... Failing the application", the streaming job is gone. It used to last for months
flink cdc 任务连续失败几次之后就变成 FAILED 不再重试了，怎么设置成一直重试？用的是 1.17 standalone
Job disappears from the running list after Kafka rolling upgrade. In completed jobs it shows Failed with 5 restarts. I'd expect that it waits until the brokers are there again
With exponential-delay in 1.18 and attempts-before-reset-backoff set we still ran into terminal failure, job is in FAILED state after the S3 incident yesterday. Wanted: try forever
Session cluster on k8s, job FAILED, HA configmaps cleaned up with it and so it doesn't come back even if I restart the jobmanager
Dinky 里任务状态变成 FAILED，报 Recovery is suppressed by FailureRateRestartBackoffTimeStrategy，重启策略改了没有生效
BackoffLimitExceeded on the flink jobmanager Job
We rely on Flink to restart but after one restart it quits: "Recovery is suppressed by FixedDelayRestartBackoffTimeStrategy(maxNumberRestartAttempts=1, backoffTimeMS=1000)". We use 1.11 with checkpoints every minute, that's supposed to be infinite?
KDA app went from RUNNING to READY by itself after too many failures over the weekend and needs a manual start
flinkoperator from lyft: after maxing out the retries the FlinkApplication is DeployFailed and it doesn't try any more, even though the registry outage is over
all restart attempts gone, job stays FAILED
seatunnel 跑在 flink 上，es 集群重启了一下，任务直接失败退出了，Recovery is suppressed by NoRestartBackoffTimeStrategy，怎么让它自动恢复
How can I notice that Flink has exhausted its restarts? The process is up, liveness probe green, only no job inside
taskmanager node was drained and came back 6 minutes later. Flink does 3 tries with 1 minute delay waiting for it and then it's over. Which values do people use in prod?
hudi 写入任务第一次失败只是 hdfs 租约超时，但任务一次都没重启，直接 FAILED 了，Recovery is suppressed，不是默认会重启的吗
Iceberg catalog (hive metastore) was down over lunch. Of 12 Flink jobs 9 retried until they ran out and sit FAILED now, 3 with other settings survived it
Had to restart 60 jobs manually since the default of failure-rate (1 per minute) was hit by a simple switch reboot; state recovered ok from retained checkpoints
程序异常重启了三次后 job 就结束了，flink web ui 上 running jobs 为 0，completed jobs 里状态 FAILED
Ververica Platform deployment transitioned to FAILED: reached maximum number of job creation attempts / restart failed. It was only a temporary DNS problem and we'd like that it resumes alone
Our Flink 1.16 job ended as FAILED at 04:10 when the Oracle DB was down for maintenance. DB is up again from 04:30, but the job is in the completed section. Can it be started from last checkpoint?
We have fixed-delay with 3 attempts and 10 s. A Kafka broker reboot took one minute and that was enough to kill four jobs for good. They don't come back by themselves.
Yesterday a network switch was replaced, 8 minutes of outage. Now 9 of the 30 jobs on our session cluster are terminated and the JM just says recovery is suppressed for each.
Flink 1.13 on YARN, application finished with final state FAILED after the sixth retry, since the Redis used for lookups wasn't reachable. Redis works again. Who should relaunch it, YARN doesn't?
I see that there's no restart strategy on our dev-turned-prod cluster, checkpointing wasn't on. One socket timeout and the job was over. It's been down since Sunday.
The job hit the failure rate limit (5 failures in 10 minutes) during the S3 incident of AWS and Flink stopped trying. Incident is over. How do I bring it back with its state?
FlinkDeployment in application mode: after the retries were spent the JM shut down with exit and status of the job is FAILED. The cause, an expired DNS entry, is corrected already. Nothing brings the pipeline back.
Does Flink ever retry a job which is in terminal state? Our HBase cluster was restarted, Flink tried 10 times in that window and then abandoned the job; I had thought it'd go on forever.
The streaming job is dead since the power maintenance, the last line is that it won't be restarted because the maximum attempts have been reached. Retained checkpoint chk-5512 exists. Safe to run again?
On-call found at 7 that the pipeline had quit at 1:30. In the history it shows 3 tries against an Elasticsearch which was in rolling upgrade. ES is green now, job still not running.
KDA / Managed Flink doesn't apply, we are self hosted: standalone 1.15, restart-strategy: none was set in the config by mistake and a single connection reset has ended a job that ran for 200 days.
After a short outage of the Hive metastore our writer job went to FAILED with all attempts consumed. Same jar, same config ran for months before. Would like automation to relaunch it once when dependencies are back.
Our job has a budget of 5 restarts for its lifetime, as it turned out; the fifth small hiccup after three weeks ended it. There's nothing wrong at the moment, it just isn't running.
i restart the mysql server for update 5 min and flink job go to failed, i wait now two hours but it does not go up again. do i need to submit it by my hand with the checkpoint path?
gave up after 3 attempts, job dead
FAILED for good, database is back
no retry left, job not coming back
restart strategy none, one glitch ended job
Last exception: Recovery is suppressed by FailureRateRestartBackoffTimeStrategy, below it connect timed out to a host which responds to ping again since 05:00.
Completed Job List: ads-billing FAILED, End Time 02:37:45; Running Job List is empty and numRestarts had reached 10 which is our configured maximum.
JM log end: Job switched from state FAILING to FAILED, attempts 3/3 used, then Shutting KubernetesApplicationClusterEntrypoint down. The dependent API had been away for just two minutes.
夜里数据库切换用了五分钟，任务重试三次之后彻底停了，现在数据库没问题，任务还躺在已完成列表里
restart-strategy 设成了 none，抖了一下作业就结束了，不会再自己起来，能不能从保留的检查点拉起
机房网络割接期间二十多个任务把重试次数耗光，状态都是 FAILED，割接早就结束了，没有一个自动回来
Two TaskManagers, fixed-delay with 10 attempts of 10s. When one TaskManager goes down the scenario fails after a few attempts even though the other one is running and has free slots. Only with asynchronous IO mode, with synchronous it recovers.
one of our online jobs got connection time out from a third party during queries, the restart policy tried three times and in the end it failed for good
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
checkpoint hangs in the synchronous part inside RocksDB waiting for a flush so that writes are not stalled (universal compaction, 4 write buffers)
We get alarms that the embedded key-value store of the state repeatedly stops accepting writes; it has too many level-0 files and compaction is behind. Snapshots get slower.
restoring a big RocksDB state from an S3 checkpoint takes unexpectedly long, TM spends all its time downloading and rebuilding sst files
recovering a large rocksdb state from s3 takes very long
throughput of the rocksdb job dropped suddenly, disk performance of the root volume is the limit
rocksdb is slow, state on remote disk, disk performance has direct impact
The job runs fine on EKS for hours or days, then its throughput suddenly drops from ten thousand events a second to a fraction. The state lies on the root volume of the instance.
The two-stream join has about a terabyte of state, at peak time the background merging of its files eats all CPU and each read of state takes longer and longer.
The embedded state store of a job keeps stopping writes, and snapshots have become slow.
作业的本地状态库一直在限速写入,第零层文件太多,合并跟不上。
Alarm of our streaming platform: the amount of data waiting for compaction in the job's embedded store is above the limit and writes are being slowed down.
The job raises an alarm that too many memtables are waiting to be flushed in the embedded state store, and throughput drops each time.
One operator is at 100 % all the time and whenever we take a thread dump it is sitting inside the put into the on-disk state.
Ran well on EKS for hours, then throughput dropped to a fraction. The embedded store works in /tmp on the root volume and the disk's I/O is used up.
rocksdb compaction cannot keep pace, writes stall
state backend has thousands of sst files open and hits the file descriptor limit
slow rocksdb flushes lead to write stalls and back pressure
very many small sst files in the rocksdb directory, too many files error
Job on EKS with RocksDB ran fine at first, after some hours or days throughput suddenly drops a lot. Nothing special configured, working state sits in /tmp on the root volume.
双流join状态到了TB级，高峰期状态读写延迟飙升、CPU毛刺严重，看起来是compaction跟不上
state换成RocksDB存储之后性能被严重影响，吞吐掉了好几倍
MRS alarm fires all the time: MemTable size of RocksDB for the job over the threshold, and checkpoints get slow.
The number of small sst files that our rocksdb backend writes grows without end, checkpoint acks get bigger than the RPC size and recovery fails
With 10 million rows in rocksdb state the native backend run is three times slower than plain Flink Java
Iterating RocksDB MapState is slow, profiler shows two seeks at least for each iteration
State has lots of tombstones and RocksDB scans through them on every map iteration: CPU high, and after restore the timers take ages to initialise
Recovery from an incremental checkpoint after rescaling takes very long, all the key groups are inserted one by one into rocksdb
TTL is on but some sst files are never touched by compaction, the expired entries stay in rocksdb and the disk fills slowly
Our keys only ever increase, so old rocksdb files are never compacted and stay on disk though their TTL is long over
Rank operator with large state: compaction filter calls into JNI eat the CPU, can't tune query-time-after-num-entries from SQL
After upgrading to managed memory rocksdb flushes memtables all the time, tiny sst files, throughput much worse. arena block size vs write buffer manager
Since RocksDB memory is bounded the job with many states per slot got a lot slower
Alarm on our flink job: RocksDB continuously triggers write traffic limiting, delayed write rate is not 0
ALM-45643, memtable size of rocksdb above the threshold all the time for one job
Too many SST files on level 0 in the state backend of our job, number keeps above the alarm limit
Pending flushes pile up in RocksDB of the flink job and do not go down
estimate-pending-compaction-bytes of our flink state grows beyond the threshold, compaction does not keep up
RocksDB goes into write-stopped every few minutes and the job stands still meanwhile
p95 of state gets in rocksdb is far too high, block cache hit ratio under 60 percent
Some rocksdb sst files stay in the checkpoint dir forever, shared state only grows
RocksDB backend produces more and more tiny SST files, number grows forever until the checkpoint ack is larger than the RPC message limit
org.rocksdb.RocksDBException: While open a file for random read: /tmp/flink-io-.../000123.sst: Too many open files. 20 slots per TM, ulimit is 65535
Throughput falls off a cliff each half hour or so for a minute and then recovers, cpu iowait is at 60% in that time. State about 400GB incremental on EBS gp2
rocksdb 写入停顿严重，日志里看到 Stalling writes because we have 20 level-0 files，任务吞吐从 10 万掉到几千
Flame graph shows nearly all the time of my KeyedProcessFunction in RocksDB.get, the disks are network attached. Parallelism doubled, no change
We went from heap to RocksDB on Flink 1.15 and the job is now 10 times slower, on gp3 with 3000 iops
too many open files in rocksdb dir
Interval join over 7 days, state now 1.2 TB, at night compactions eat all the cpu of the machine and the lag builds up. Index and filter blocks don't fit in managed memory apparently
keyed state on hdd, job crawls
actual-delayed-write-rate is not zero and is-write-stopped is 1 for a whole minute on some subtasks. Flink 1.13
After restoring from a savepoint the job is terribly slow for the first two hours, threads sit in seek/next of the state iterator, then it gets normal
MapState with TTL and lots of deletes: iterating over the map takes seconds now, in the beginning it was ms. Tombstones?
EMR with instance store was okay; moved to EKS with EFS as local dir and now the process function that keeps state can't keep up and the writes stall
Flink 1.16 state.backend.rocksdb.files.open is -1 and the file descriptor count of the taskmanager climbs to 100k until the node complains
flink 作业状态 500G，rocksdb 单盘，checkpoint 完成之后 compaction 触发，磁盘 util 打满，业务延迟从秒级到分钟级，怎么把本地目录分散到多块盘
rocksdb block cache hit rate is under 10% since we went from 4 to 16 slots on the same taskmanager, each slot has so little managed memory now
flink sql 双流 join，状态过了 300G 以后 rocksdb 读很慢，火焰图里大部分时间都在 RocksDB.get，内存给到 16G 也没变化
Checkpoint sync phase is fast but background: number of immutable memtables is always at the maximum and flushes are pending, the job almost stands still. state.backend.rocksdb.thread.num is default
one of the three local SSDs in our on-prem nodes gets all the rocksdb instances, other two idle. TMs whose state is on the busy one are slow
Top-N by deduplication query on Flink SQL 1.14 with RocksDB, cpu on the box is 100% but not in our code, jstack shows threads named rocksdb:low
Kinesis analytics app with 1 KPU per 4 parallelism: millisBehindLatest increases as soon as the state gets over 30GB per KPU, we get almost nothing for cpu, time is spent in state access
Pretty regularly all subtasks of the window operator on one host get slow together. That host has a noisy neighbour on the NVMe (a Cassandra), p99 of state reads jumps from 50us to 20ms
At start: RocksDBStateBackend performance will be poor because of the current Flink memory configuration! RocksDB will flush memtable constantly. 8 slots and 512 MB managed memory
Ceph RBD volume for the TM working directory, whenever the cluster rebalances puts take 10 s and more and everything upstream waits
session window 用 rocksdb，merge 的 ListState 越来越长，单个 key get 一次要几百毫秒
单个 TM 上 sst 文件有五万多个，句柄数快到上限了，恢复的时候光打开文件就要十几分钟，target-file-size-base 之前被人改成了 2MB
Timers in RocksDB: with 80 million of them the job slows by itself over days though input is constant, setting the timer service to heap makes it quick again but then no incremental
RocksDB so slow on EBS
flink 1.12 升级到 1.13 以后 rocksdb 性能下降，perf 看大量时间在解压 sst，cpu 打满
Compaction pending bytes keeps growing on our dedup job (24h of ids), it hit the soft limit and rate of writes is throttled to 16 MB/s, consumer lag rising since
write stalls every afternoon when the disk's burst credits are used up
We run Flink 1.15 with 500 GB of keyed state on r5 instances with gp2 volumes. Around noon the volumes run out of burst credits and the aggregate operator drops from 80k to 9k events per second.
Each of our TaskManagers has 8 slots with about 20 MapStates in every one, and after a day a subtask fails since no more .sst can be opened. df says the disk is half empty.
After we put the state backend's working dir on an NFS share (only volume available on that cluster) the windowed join is ten times slower. CPU idle, threads in native get.
Our dedup job got slow when state passed 100 GB per node. Flame graph of that vertex is filled with seek and next of the embedded store, cache hit rate seems very poor.
Restoring takes 50 minutes after any failure: tasks stay INITIALIZING, all files are downloaded within 5 minutes and then something is being rebuilt locally at 100 % of one core.
Flink 1.17 with incremental checkpoints: alignments fine, async part fine, but the synchronous phase takes 30 seconds because memtable flush waits for a busy disk.
Turned on the native metrics and see is-write-stopped flips to 1 several times a minute on two hosts, with L0 files above 36. The keyed process function in front of the sink is 100 % busy then.
Changed from heap state to RocksDB because of memory, and throughput is now a fifth. Disk shows reads of 400 MB/s for each worker. Should I give it more managed memory or bloom filters?
Rescaling our job from 24 to 30 takes almost two hours, since every new subtask has to open several old DB instances and clip out key groups. Normal operation is fine.
YARN nodes with spinning disks, 1.14. When the nightly MapReduce runs on the same disks, all state reads get slow, iowait 60 %, backpressure from the stateful operator only.
We store timers in RocksDB, and on the hour when millions fire at once, compaction consumes all cores and processing stands still for minutes.
Lots of tiny sst files (2 MB each, tens of thousands) since we cut managed memory down to 256 MB per TM; write buffers get flushed constantly and merging never ends.
Process limits in our new container runtime are 4096 open files and the job with 30 stateful operators dies on open, the former hosts had 1 million. Nothing in the job was changed.
hello, big state job, iterating MapState very slow after many deletes, before it take 10 ms now take 2 second for same key. disk is nvme. is it tombstones in the db?
rocksdb write stalls, vertex 100% busy
too many open sst files, ulimit
slow disk under state, compaction behind
restore rebuilds local db for hours
LOG of the db instance: Stalling writes because we have 24 level-0 files, repeated for each column family, and the operator's busyTimeMsPerSecond sits at 1000.
iostat on flink-tm-4: nvme1n1 util 99.8, await 85 ms; thread dump has 8 of 8 window tasks in org.rocksdb.RocksDB.get.
TM page says File Descriptors Open 65012 of Max 65536, then a task goes down with an IO error while opening 004211.sst.
状态有几百 GB，磁盘换成普通云盘以后 await 到了 80ms，只有带状态的那个算子忙到 100%，其他都空闲
TM 里句柄数一直涨到 65535，状态库的 sst 文件打不开，磁盘空间还剩一大半
扩并行度之后恢复要两个小时，文件早就下载完了，一直在裁剪和重写本地的状态库
[WARN] [/column_family.cc:887] [window-contents] Stalling writes because we have 4 immutable memtables (waiting for flush), max_write_buffer_number is set to 5
[WARN] [/column_family.cc:830] [join-left] Stopping writes because we have 36 level-0 files
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
The operator triggers a savepoint right after deployment and it is refused because not all tasks are running yet.
could not fetch savepoint with our trigger id - the job had restarted in between and the coordinator does not know the id
没选 savepoint 策略，yarn application 任务点停止的时候 SavePoint 失败，下线失败
app hangs in phase Savepointing, operator says failed to take savepoint, could not trigger it on the job
failed to take a savepoint, an exception occurred while triggering
triggering a savepoint fails, no savepoint path was given
operator cannot trigger savepoint, savepoint directory is null
savepoint fails when I stop the task, and the offline action fails with it, no savepoint strategy was selected
The operator asks for a savepoint as soon as it believes the job runs, but some tasks are still starting, so the request is turned down.
We never configured anything for savepoints. Now stopping the job from the console fails each time because it first wants to write one and cannot.
After an aborted blue/green switch every new attempt fails because it asks for the result of an old savepoint request which the restarted job knows nothing about.
No savepoint directory is set in the cluster configuration; triggering a savepoint, pausing and stopping the job from the console all fail.
yarn-session 没配 savepoint 目录，在运维中心对任务触发 savepoint、暂停、停止全都提示失败。
stopping with savepoint fails because no savepoint path is configured
cannot take a savepoint of the job from the console, request is rejected
deploy hangs in Savepointing, savepoint trigger fails
savepoint cannot be triggered because state.savepoints.dir is not configured
yarn-session的flink.conf没配state.savepoints.dir，任务提交后在运维中心做savepoint触发、暂停、停止全都失败
SavePoint策略什么都没选，application任务跑完之后点停止，提示SavePoint失败，下线失败
yarn application 任务跑起来之后点停止，SavePoint 失败，下线也失败。启动的时候 SavePoint 策略什么都没选
Triggering a savepoint from dinky 0.7.0 gives a NullPointerException although I did set 'state.savepoints.dir' in the job's SQL. Only when it is in flink conf it works
Savepoints that take long: operator triggers another savepoint while the previous is still running and so on forever, none gets recorded
Savepoint is not triggered properly by the operator and after a jobmanager failure the resubmitted job is cancelled because it has the wrong job id
Manual savepoint through the operator puts the FlinkDeployment in error, CheckpointException: Checkpoint triggering ...
flink savepoint <jobid> gives: No savepoint directory configured. You can either specify a directory while cancelling via -s :targetDirectory or configure a cluster-wide default via key 'state.savepoints.dir'
Triggered a savepoint over the REST api, got the request-id, but polling /jobs/:id/savepoints/:triggerid returns 404 There is no savepoint operation with triggerId. Two jobmanagers behind a load balancer
Can't take a savepoint before the upgrade: Not all required tasks are currently running. The source of the small dimension table is FINISHED
operator: savepointTriggerNonce changed but nothing happens, event says job is not in RUNNING state. It is restarting every few minutes at the moment and I want to save the state before I touch it
cannot trigger savepoint
Dinky 点击"智能停止"报 savepoint 失败，任务没停下来也没有生成 savepoint，提示没有配置 state.savepoints.dir
平台上点触发 savepoint，返回 trigger id，再去查就是 404，There is no savepoint operation with triggerId，作业管理节点有两个
savepoint path is null, StreamPark won't stop my job
flink list shows the job but bin/flink savepoint returns org.apache.flink.util.FlinkException: Triggering a savepoint for the job 3e55... failed. Caused by CheckpointException: Checkpoint triggering task ... not being executed at the moment
After jobmanager failover the savepoint I'd asked for is unknown: Exception while fetching savepoint status, trigger id not found. Don't know if it was done or not
We asked for two savepoints one after another by mistake and the second is rejected, something about too many concurrent / min pause, then the pipeline of our CD tool breaks
FlinkDeployment without state.savepoints.dir: upgradeMode savepoint is refused by the webhook: Job could not be upgraded with savepoint while config key[state.savepoints.dir] is not set
kinesis analytics CreateApplicationSnapshot: InvalidApplicationConfigurationException / ResourceInUse, the application must be in RUNNING, but it's UPDATING since hours
flink on yarn per-job，执行 flink savepoint jobid hdfs://... -yid 报 Couldn't retrieve the leader gateway / 找不到 job，页面能看到任务
The batch mode job won't do a savepoint at all. "This operation isn't supported" and the CI step fails
Savepoint to a folder "savepoints/" with relative path → The scheme (hdfs://, file://, etc) is null. Please specify the file system scheme explicitly in the URI
lyft FlinkApplication stays in Savepointing and then goes to RollingBackJob as it could not trigger it, job was already failing when I pushed the new image
unknown savepoint trigger id after jm restart
任务一直 failover 中，想先打个 savepoint 再停，结果 rest 接口返回 Job is not running，savepoint 触发不了
bin/flink savepoint in my script answers Missing JobID. Specify a Job ID to trigger a savepoint, although I do pass one after the path
trying to savepoint a job with checkpointing disabled, the client hangs a few minutes and then says the trigger was declined/timeout; is a savepoint possible without enabling checkpoints?
SQL Gateway: STOP JOB 'id' WITH SAVEPOINT is turned down because no savepoint directory is known, though I did SET it in the session. Job runs on
Savepoint request answered with java.util.concurrent.CompletionException: "Cannot trigger savepoint: Job is in state INITIALIZING", job on k8s has waited for resources for a while
Savepoint with --type native is rejected: the state backend doesn't support native format, we've the changelog backend on. 1.16
flinkx/chunjun 的任务在 web 上手动触发 savepoint 报 404 Not Found: /jobs/xxx/savepoints/xxx，实际没有目录
Zeppelin: cancel paragraph with savepointDir, error "Fail to take savepoint... job already in globally terminal state", my streaming insert ended a moment before
Stop button in our internal tool does cancel with savepoint; for jobs submitted from a jar using env.execute twice it says job id doesn't exist. Version 1.14 application mode
We are on Flink 1.18 standalone and wanted a manual copy of the state before patching the hosts; curl to the savepoints endpoint fails straight away, job keeps reading Kafka. Do I have to pass some path?
Our Jenkins step runs flink savepoint against the YARN application and it dies within a second, since somebody dropped the default savepoint path from flink-conf.yaml last week.
I triggered a savepoint over REST, got a request id, then went for coffee, and now the status url answers 404. Jobmanager pod was recreated meanwhile. Was anything written at all?
On-call tried to savepoint the payments job three times tonight, each attempt bounced because two of the forty subtasks sit in INITIALIZING while they pull big state from S3.
Since our teams bash loop calls the savepoint command every 20 seconds, the server now says too many requests are waiting. How do I flush that queue without touching the job?
New colleague here, I use the SQL gateway on 1.19 and STOP JOB ... WITH SAVEPOINT comes back with a complaint about a missing directory, job is still shown as running afterwards.
We have a bounded nightly pipeline in batch runtime mode, and our generic upgrade tool wants a savepoint of it first. Flink flatly says no. Is that by design?
Checkpointing is turned off for this stateless enrichment job on 1.16, so when the release script asks for a savepoint the call is thrown out. Nobody noticed before as we never saved it.
Trying to get a native format savepoint on a job with a custom state backend and the request is rejected, with canonical it goes through. Periodic checkpoints were always fine.
After a broker outage the job flips between RESTARTING and RUNNING each minute and I can't catch it long enough to get a savepoint accepted, says it is not executing right now.
i run flink savepoint with job id copied from old slack message, cli answer that savepoint could not be triggerd. the job is running under other id i think?
The status of our savepoint request says COMPLETED so the pipeline went ahead, but there is no location in the json, only a stack trace. Nothing landed in the GCS bucket. Lucky we did not cancel.
We want to dispose an old savepoint from the CLI and the request is refused by the cluster, same with creating a new one ad hoc. The regular checkpoints keep completing every minute.
Half our source tasks are FINISHED since the bounded backfill part ended; on 1.12 no savepoint by hand can be triggered from then on, error arrives before any task does something.
savepoint request bounced, no target path
can't trigger savepoint while job is restarting
404 on savepoint trigger id after failover
too many savepoint requests queued, new ones rejected
Airflow operator for our Flink jobs shows HTTP 400 with "Config key [state.savepoints.dir] is not set" when it asks for the pre-upgrade savepoint, session cluster on EKS, 1.17.2.
Polling /jobs/7ac1/savepoints/e02b gives "There is no savepoint operation with triggerId=e02b", we polled about ten minutes after the request. Does the server forget the outcome?
集群迁移前想手动打一个savepoint，REST接口直接返回400，说target-directory没传，默认目录也没配
作业一直在重启，每次执行flink savepoint都马上被拒，说作业当前没有在运行
批模式的任务执行savepoint命令立刻报不支持，升级脚本卡在第一步
clicking trigger savepoint in dinky 0.7.0 only gives a NullPointerException, I set state.savepoints.dir with SET in the sql but it seems it must be in the flink conf
dlink 针对per job任务，savepoint触发、savepoint停止、savepoint暂停全都报错失败，提示该集群不存在
cancelling a jobcluster with the job-cancel annotation without having set savepointsDir makes the flink operator controller panic with a nil pointer in triggerSavepoint, must I cancel with a savepoint?
on flink 1.13+ neither savepoint nor cancel works any more from streamx
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
Reading a Kafka topic through the schema registry fails for every record that has an enum, it says it found my enum type but was expecting a union.
flink consumer cannot retrieve the avro schema "bytes" from the registry
writing with avro-confluent fails since our predefined schema in the registry has another record name than the one Flink generates, not compatible
schema registry does not know the subject, avro schema cannot be retrieved
unknown magic byte when reading avro from the topic
wrong avro schema mixed in the topic, deserializer produces corrupt record afterwards
My job writes Avro to a topic whose schema a Spring service had registered properly; on the first write it fails as the plain bytes type cannot be found in the registry.
subject not found in the registry when the avro records are decoded
flink source cannot get the avro schema by its id from the registry, schema not found
messages written with apicurio ids cannot be read by the avro confluent format, schema id not found
Our avro schema is already defined in the registry under its own record name; Flink writes 'record' as the name and the sink fails because it isn't compatible.
avro-confluent sink: serialization fails because flink calls the record just 'record' and the schema already in the registry has another name
Table on kafka with avro and Confluent registry can't read records that contain an enum, says Found MyEnumType, expecting union
Topic written by our Flink transform can't be sunk: Error retrieving Avro schema for id 8, Subject not found 40401
Could not find id 1043 in schema registry; the producer uses another registry than the one in my avro-confluent table definition
java.io.IOException: Unknown data format. Magic number does not match. Kafka table with format avro-confluent, console consumer shows normal looking records
flink job fails when the registry pods roll: io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException 503, it can't register the subject at sink start
Flink SQL avro-confluent 格式写 kafka 报 Schema being registered is incompatible with an earlier schema; error code: 409，表结构没怎么变只是字段可空
ArrayIndexOutOfBoundsException / Found topic.record, expecting union when reading with AvroDeserializationSchema.forGeneric, the topic was written by Kafka Connect with Confluent's converter
Does the avro-confluent format support basic auth? Subject not found; error code 401 Unauthorized at our Confluent Cloud registry, keys are right with curl
magic byte error on flink
Team upstream renamed a field of the Avro record, since then AvroTypeException: Found com.acme.Order, expecting com.acme.Order, missing required field amount. All of the records after the change are hit, not one bad one
I get negative or weird long strings in the first column, I use plain 'format'='avro' for a topic that Debezium fills through the registry
AWS Glue Schema Registry with Flink 1.13: AWSSchemaRegistryException: Failed to get schemaVersionId by schema definition, when the job restarts the first calls are throttled
flink on k8s 启动时从 schema registry 拉 schema 超时，kafka 能连，所有 source 子任务一起失败，curl 一下 8081 时通时不通
flink debezium-avro-confluent 读出来的字段全是错位的，表里字段顺序和 registry 里的 schema 不一样就报 AvroTypeException
The registry was migrated and the ids were renumbered. New records ok, replay of old ones gives "Schema 212 not found; error code: 40403"
Flink writes with subject topic-value but the name strategy in our company is TopicRecordName, so registration is forbidden (403) and the job stops at the first record
AvroRuntimeException: Not a record schema when creating KafkaSource with a union schema from the registry
Apicurio registry 2.x in ccompat mode; flink's confluent format asks for /schemas/ids/N and gets 404 since Apicurio writes 8 byte global ids in the header
pyflink 1.15 with avro-confluent, url 'http://schema-registry:8081' inside docker compose: java.net.ConnectException: Connection refused, failed to serialize the row as it can't register the schema
Each deploy of our job tries to register a slightly different schema (name 'record' with namespace org.apache.flink.avro.generated) and the registry with FULL compatibility says no
Flink 1.11 从 schema registry 读 avro，上游加了一个枚举值之后任务就挂了，AvroTypeException: No match for Y
decimal logical type: registered as bytes decimal(10,2) by Oracle connector, in flink table DECIMAL(38,10) - the reader can't resolve the schema, expecting fixed/bytes...
avro-confluent 读 debezium 的 topic 报 Could not find id 27 in schema registry，registry 换过一次机器，老数据的 id 都对不上了
NullPointerException in RegistryAvroDeserializationSchema.checkAvroInitialized, happens when the registry can't be reached from the taskmanager, from jobmanager curl gives an answer
Job reading 3 subjects with multi-schema topic: "Could not find schema with id 17 in registry" for one event type only, and it's been soft deleted as somebody cleaned up in the registry
上游 protobuf 升级字段类型从 int32 改成 string，flink 这边还是旧的 descriptor，解析全部失败
registry returns 409 incompatible
Producer in Go sends Avro without the 5 bytes header (no wire format), Flink with avro-confluent can't read a single message of it
hudi deltastreamer style SchemaProvider in our flink job calls the registry at each restart, registry is down since the _schemas topic was compacted wrongly, so now nothing starts
Dataproc, Flink 1.17: some process upstream of us restarted the schema service behind its load balancer, and since then every source task falls over asking for a schema id. Kafka lag tool says brokers are ok.
Upstream guys deployed on Friday evening and made "currency" required with no default. Since then our order reader throws on each record of all 24 partitions, old records were okay.
Hi, I point a Flink SQL table with value.format avro-confluent at a topic written by a small Node service, and the very first record fails on the leading byte. kcat shows readable JSON in there.
Job restored after the region move and the schema ids in the messages are not known to the new registry, because it was started empty and ids begin at 1 again.
Our sink table got an extra column, and at start the registry will not accept the new version, backward compatibility they say. The job never gets past the first record it writes.
Upgraded the registry client from 5.5 to 7.6 together with Flink 1.19 and now the protobuf messages with references can't be resolved, someone deleted the subject of the imported file.
Deserialization stops since the API key for Confluent's schema service was replaced; the Kafka key itself works, consumer group is connected, just the schema fetch gets a 401.
Apicurio and Confluent wire formats got mixed up: producer writes an 8 byte global id, our Flink consumer expects four, so it looks for an absurd id number in the registry.
We changed the DDL to BIGINT but the writers still publish string for that field, avro resolution blows up on the whole topic, no single bad event, all of them.
Is there a way to let a Flink 1.15 job survive when the schema registry is down for patching? Ours restarts constantly in this window as a cold task manager has no cached schemas.
pls help, our generated SpecificRecord is older than what producer put in registry, they moved a field in nested record, reading side says missing required field, whole topic affected
A staging producer published to the prod topic with a totally different record name under TopicRecordNameStrategy; the job finds "Found X, expecting Y" and dies. Kafka healthy, job code not touched for months.
With Glue Schema Registry on Managed Flink the version id in the header is reported as not found after someone pruned old versions in the AWS console. All consumers of this stream suffer.
The union of event types in our avro topic was extended with a fifth type last night. Flink's reader only knows four and fails on decode, the producer says it is a compatible change.
registry answers 503, avro sources all failing
subject not found when sink registers schema
magic byte wrong on whole topic since yesterday
producer pushed incompatible avro version
Every TaskManager logs "RestClientException: Subject not found.; error code: 40401" since the topic was renamed; Kafka connector is happy, only the value format is not.
The exceptions tab shows "Unknown data format. Magic number does not match" right after we switched the Debezium converter, Flink 1.18, table format debezium-avro-confluent.
Registry access log is full of "GET /schemas/ids/0 404" from our Flink pods, which looks as if the id bytes are read from something that was never registry encoded.
注册中心昨晚扩容后域名解析不到，Flink消费avro的任务全部报获取schema失败，Kafka监控一切正常
上游把字段改名后重新注册了schema，我们这边所有分区都解不出来，报期望的字段缺失
表用的是avro-confluent格式，结果对方发的是裸avro没有前五个字节，一启动就报魔数不对
One Paimon kafka_sync_database job with two topics and debezium-avro: it resolves one topic once and uses that subject for the records of both topics, so lookup and deserialization fail for records from the other topic.
schema registry down
the schema registry is not available
no answer from the schema registry
Pulsar refuses to update the schema of the topic when the sink starts with a key and value schema
Update of the schema fails at the start of the sink
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
We moved the class that we keep in keyed state to another package. Since this update the managed application cannot start from its snapshot.
Since we raised the Doris connector to 1.5.0 the job cannot be restored any more from checkpoints or savepoints written with the previous connector version.
moving from 1.20 to Flink 2.2: snapshot cannot be restored, state was written with Kryo 2 and now it is Kryo 5
After we moved from Flink 1.9 to 1.11 together with a newer source connector the job loops restarting, because the source's saved operator state cannot be read by the new type serializer.
Broadcast state migration incompatibility from 1.5.3 to 1.7.0
kryo exception when restoring from the checkpoint with the new library version
state serializer must not be incompatible, we changed a case class kept in state
switching hudi from 0.10 to 0.11 and restore from checkpoint gives kryo exception
cannot restore with savepoint from flink 1.9.3 in 1.11.3 because the connector state cannot be deserialized
After we swapped the writer library from 0.10 to 0.11 the job cannot read its old state from the checkpoint any more, the objects in it have another shape now.
We stopped the job, put in the next minor version of the table library and restored from the checkpoint: it cannot read back the old state objects.
We moved the class that is kept in a value state to another package, and since the update the application cannot be started from its snapshot any more.
从保存点启动时,有一个 map 类型的状态提示要做迁移,但是这种状态不支持迁移,作业起不来。
I fixed a bug, cancelled the job, uploaded the new jar and started it from the last retained checkpoint; opening the map state now fails as its stored form does not agree with the new one.
Bumped the connector by a patch version and now the offsets kept in the checkpoint cannot be read: the new serializer is said not to fit the old one.
Fixed a small bug on 1.20, uploaded the new jar and started from the last checkpoint, and it tells me that my map state's serializer must stay compatible with heap backends.
kryo error when restoring after connector upgrade
fixed a bug in the code, resubmitted the jar with the last checkpoint path and got a state migration exception
added a field to a case class kept in keyed state; restoring the savepoint complains about the serializer
fixed a bug in the code, restored from the last checkpoint and now it says the state serializer is incompatible
after the connector version update the job cannot restore, it fails to deserialize its source state
Flink 1.20.1: fixed a bug in the code, cancelled the job, reuploaded the jar and submitted with the last checkpoint path. Now it blows up in open() while getting my map state with a migration exception.
Flink job writes a hudi MOR table with hudi 0.10. Stopped it and restored from the checkpoint with 0.11 jars, now a KryoException while restoring.
Upgraded the pulsar flink connector in our pipeline from 1.13.1.4 to 1.13.6.2 and it can't come up from the old state any more.
Job can not restore from checkpoint or savepoint any more after we upgraded the doris connector to 1.5.0
Savepoint taken with flink 1.9.3, after upgrading to 1.11.3 and a newer pulsar connector the job does not come up from it, just keeps restarting. Something about an incompatible typeSerializer.
Beam python reading Kafka on Flink: java.io.InvalidClassException and job failed, Recovery is suppressed by NoRestartBackoffTimeStrategy
clickhouse sink job dies with FlinkRuntimeException: Failed to deserialize value as soon as it has to restart, e.g. when the autoscaler changes parallelism. Flink 2.1, last-state
Moved from FlinkKafkaProducer011 to the universal FlinkKafkaProducer and the job can't be restored from its savepoint, next transactional id hint state has another serializer
ForSt state backend: after the order of Kryo registrations changed the state restored from checkpoint can't be read
Upgrade to Flink 2.0: state written with Kryo 2 by 1.x is not readable any more
Restore fails because the new key serializer is not compatible, the exception does not say what the old one was and what the new one is
Can't restore from savepoint after recompiling a Scala job, macro generated serializers have anonymous class names that changed
Flink 1.3.0 to 1.4.0: savepoint with scala case classes in it can't be restored
With the changelog state backend on, a changed state schema is not migrated at restore
StateMigrationException: The new state serializer (org.apache.flink.api.java.typeutils.runtime.PojoSerializer) must not be incompatible with the old state serializer. I've only changed an int field to long
Restored from savepoint after adding a field to a Scala case class kept in ValueState, and it can't be read. Old jar on the same savepoint works
com.esotericsoftware.kryo.KryoException: Encountered unregistered class ID: 97 on restore. The new release registers two more types with Kryo
升级 flink 1.13 到 1.15 之后从 savepoint 恢复报 For heap backends, the new state serializer must not be incompatible，代码没有动过
java.io.InvalidClassException: com.acme.model.Rule; local class incompatible: stream classdesc serialVersionUID = ..., happens for broadcast state when the new jar comes up from last checkpoint
field type changed, state unreadable
Upgraded from Flink 1.20 to 2.0, all savepoints with our List/Map members in POJOs fail at restore. Kryo went from 2 to 5
Flink SQL job: changed one column from INT to BIGINT in the group by and the RowDataSerializer is now incompatible when it is resumed
We moved the event class into another package, since then: Cannot find the registered class / Could not find class of the state's type, start with state impossible
Removed Lombok and the class doesn't count as a POJO any more (falls to generic type). The old job's ListState is not accessible in the new version
Avro generated class got a new mandatory field without default; restore says schemas are not compatible, AvroSerializerSnapshot resolves to incompatible
RocksDB restore after deploy: the new key serializer must be compatible. The key was Tuple2<String,Integer> and is a plain String now
enum with a value added in the middle, old state gives the wrong enum after restart, later even ArrayIndexOutOfBounds in EnumSerializer
flink 状态里存了 fastjson 的 JSONObject，升级 fastjson 版本之后从 checkpoint 恢复就反序列化失败
Kotlin data class in state, added nullable field with default, job won't come up from savepoint: KryoException Buffer underflow
Statefun 2 to 3 migration, persisted values encoded with Kryo/Java types are not readable with new type names
Is it possible at all to change the type of a MapState value? Our attempt ends with "state migration isn't supported for MapState user key" / new serializer incompatible
Turned TTL on for a state that was without it: StateMigrationException since TtlSerializer is not compatible with the serializer before
state processor api can't read the savepoint: serializer for the registered state differs, we use TypeHint in the job and Class in the reader
从 Flink 1.8 的 savepoint 迁到 1.14，TypeSerializerConfigSnapshot 找不到，报 deserialization of serializer errored
old savepoint can't be deserialized after protobuf upgrade
java.lang.IllegalStateException: Could not read the serializer config: unresolved class com.foo.Session$SessionSerializer, we replaced our own TypeSerializer by Flink's PojoSerializer
connector 从 flink-cdc 2.2 升到 2.4，代码一行没动，从原来的 checkpoint 起来报 source 的 split 状态反序列化 EOFException
mysql cdc 2.0 savepoint into 2.4: restore of source enumerator state dies, EOFException in PendingSplitsStateSerializer
The first restore from savepoint passed after the deploy, but then a TM crashed and on recovery KryoException: Unable to find class. We swapped a Guava ImmutableList for java.util.List in that release
聚合里 DECIMAL(10,2) 改成 DECIMAL(18,4)，从 savepoint 启动就报状态序列化不兼容，之前累加的值还想保留
KryoException after adding a field
Only added 'implements Serializable' and one field to the class that is in our operator list state, and the savepoint from before gives InvalidClassException / StreamCorruptedException
把 POJO 里的 Date 换成 LocalDateTime，重启后 state 读不出来，提示 serializer incompatible
beam flink runner: changed Coder of a stateful DoFn from SerializableCoder to AvroCoder, update job with the savepoint gives "Cannot restore: coder/serializer not compatible" and then EOFException
Standalone 1.16 here. Yesterday our release turned a List field of the session object into a Set. Resume from the savepoint stops in initializeState, the former release starts from it without trouble.
Hi, I replaced Joda DateTime by java.time in the class we hold in MapState; operators and uids are all as before, but the restore says that the stored values no longer fit.
A junior dev marked the state class as abstract and added a subclass, since then deploy number 214 can't read what 213 left behind. Is there a converter for this?
Moved from Flink 1.19 to 2.0 last night. Job comes up until the first stateful operator opens, then Kryo reads garbage. Source offsets restore well, only our custom type does not.
We turned a Java record back into a plain class with setters so that it becomes a POJO, and the checkpoint written with the generic fallback cannot be taken over now.
Upgraded protobuf from 3.21 to 4.x in the fat jar; ValueState of a generated message was kept through chill-protobuf, and now on recovery old values blow up while being read.
After enabling the window TTL option for one descriptor our savepoint is refused with something about the state format, although nothing else was touched. RocksDB, Flink 1.16, standalone.
The reference data in broadcast state was HashMap of Strings, we switched to an own enum as key. Restoring says key serializers may not differ. Topology is byte for byte the same.
SQL job on 1.18: a colleague widened VARCHAR to a ROW type in the aggregate, we kept the compiled plan so operators match, but the stored accumulator rows are rejected as incompatible on start.
Since the scala 2.12 to 2.13 move of our Flink code, collections inside the keyed state can't be read from the previous savepoint. Everything is found, nothing decodes.
why flink can not read old state after i only rename one field in pojo? before it start from checkpoint always ok, hashmap backend, 1.15
We deploy with StreamPark. Version 3.1 registers two more types with Kryo before the old ones, so ids moved and the restored objects come out as another class or as an exception.
FlinkCDC MySQL source bumped from 2.3 to 3.2, the checkpoint is located and opened, then the source enumerator says its state was written in a version it doesn't know.
Our custom TypeSerializerSnapshot returned incompatible by mistake after refactoring. Prod is on the previous image until we know how to get 300 GB of keyed data across to the new layout.
state class changed, restore says incompatible
kryo unregistered class id on restore
old POJO values unreadable with new jar
long instead of int, state migration refused
Rollout of v9 aborted: log of the aggregator shows "StateMigrationException: For heap backends, the new state serializer must not be incompatible", we only made a field Optional.
On start from the Friday savepoint we get "Encountered unregistered class ID: 137" in KryoSerializer frames, and a library upgrade is the single change in this build.
Since build 77 the restore prints "Unable to restore the state of keyed state backend ... new key serializer must be compatible"; keyBy used a String and now a small POJO.
实体类里加了一个Map字段，回退成Kryo了，从检查点恢复的时候旧数据读不出来
keyBy的key从Long改成了自定义对象，算子和uid都没动，恢复时报key的序列化器不兼容
升级了依赖里的kryo之后，老savepoint里的对象反序列化报buffer underflow，换回旧包就能恢复
users with savepoints from mysql cdc 2.2.0 are unable to go to 2.2.1 or later, the job throws EOFException in MySqlSplitSerializer at startup
快照阶段结束后触发savepoint下线，改了CDCSOURCE里的parallelism，再从savepoint重启就报 Error while getting state，SinkUpsertMaterializer 起不来
When the structure of WriteStatus changed between hudi versions and we restart the Flink job with the new version, the job fails to recover.
Upgrading our Flink SQL job: it says the new state serializer must not be incompatible with the old one and will not start from the savepoint
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
After a failure I start the job again from its last checkpoint directory on local disk and it complains that a file in there does not exist; the directory holds only the metadata file.
Starting from our savepoint fails: the sink says it cannot recover because files that have to be committed again were deleted in the meantime.
When the operator upgrades a job it picks the retained checkpoint folder of the old run, but the metadata file inside was deleted on cancel, so the new run cannot start from it.
restore fails because shared state files were discarded by mistake while the last checkpoint still needs them (two concurrent checkpoints)
Inconsistency in Kubernetes HA service: broken state handle, JobManager cannot read the checkpoint it points to
restarting the job from the checkpoint fails, the file in chk-1124 cannot be found
the checkpoint the config map points to was deleted from the file system, job cannot recover
upgrade picks an externalized checkpoint whose _metadata is already deleted and job fails to start
restart flink cdc from checkpoint says file not found in the chk directory
On upgrade the new job wants to start from the latest checkpoint folder, but on cancelling the metadata file in it had been deleted, so it cannot come up.
The path we kept for the restart is sometimes not the last checkpoint but the one before, which has been cleaned up already, so the start fails because the file is not there.
I restart the failed job from its last checkpoint directory and it complains that a file in there cannot be found. Only the metadata file exists.
The path our platform starts from is sometimes that of the last but one checkpoint, which has been cleaned up by then, so at start the file is not there.
The upgrade takes the newest retained checkpoint; its directory is there but the metadata file inside has been deleted, so the new version does not start.
作业挂了以后指定 chk-1124 重启，提示里面有个状态文件找不到，我看目录下面只剩一个 _metadata。
upgrade tries to start from a retained checkpoint whose directory is there but _metadata has been deleted
restart from checkpoint says file not found
cannot recover from the savepoint, files it refers to have been deleted
restarted from the latest checkpoint and it complains that a file does not exist
checkpoint taken after claim restore refers to a state file that does not exist, restore fails with missing file
作业失败后指定execution.savepoint.path重启，提示chk-1124下面的文件找不到，目录里确实只有一个_metadata
StreamX sometimes saves the path of the last-but-one checkpoint, so at startup it complains that the file cannot be found.
mysql cdc 作业失败后指定 execution.savepoint.path 从 checkpoint 重启，提示文件找不到，chk 目录里明明只有一个 _metadata
flink job writing upserts to iceberg v2 failed, we restart it from the latest checkpoint and get file does not exist for a metadata avro
dedicated compact job stuck after failover: OutOfRangeException Snapshot does not exist or has expired, every restart takes the same id from the checkpoint
Upgrade savepoint was deleted by the operator, with periodic snapshot cleanup and snapshot CRs both on, now the deployment has nothing to restore from
Second recovery from task local state fails with rocksdb incremental checkpoints, the local state directory was deleted by the first restore
java.io.FileNotFoundException: Cannot find checkpoint or savepoint file/directory 's3://bucket/flink/chk-2211' on file system 's3'. The bucket has a lifecycle rule, 30 days
Cannot find meta data file '_metadata' in directory 'hdfs:///flink/savepoints/savepoint-3d2f-...'. Please try to load the checkpoint/savepoint directly from the metadata file instead of the directory
After job failure in HA mode it wants the completed checkpoint 881 but file is no longer there: Could not retrieve checkpoint 881 from state handle under /0000000000000000881. This indicates that the retrieved state handle is broken
任务重启报 FileNotFoundException: File does not exist: /flink/checkpoints/.../shared/xxxx，之前手动清理过 hdfs 上的旧目录，增量 checkpoint
We took a savepoint, cleaned old checkpoints of the previous job run and now the new job, which had been started from one of these in claim/legacy mode, can't restart
savepoint path does not exist
cancelled job, checkpoint dir is empty
checkpoint 配的是 file:///tmp/flink-checkpoints，容器重建之后 jobmanager 能看到目录，taskmanager 说找不到文件
NoSuchKey when restoring from savepoint
Suspended the FlinkDeployment for two months and now it can't come up, the GCS bucket expires objects after 30 days and completedCheckpoint... is no longer there
Snapshot of the Kinesis analytics app was deleted by our cleaning lambda; StartApplication now with RESTORE_FROM_LATEST_SNAPSHOT: ResourceNotFound
streampark 启动时选了上一次的 savepoint，提示 Cannot find checkpoint or savepoint file/directory，去 hdfs 看目录确实有，只是没有 _metadata
EFS was restored from a backup of yesterday, HA metadata in zookeeper points to the chk-5012 of today which isn't there. Flink tries and fails in a loop
-s given with the parent directory of checkpoints instead of chk-xxx gives "Cannot find meta data file", how do I find which is the newest that is complete?
Checkpoint retained dir has chk-77 with only a few files and no metadata, the JM crashed while it was in progress and older ones were subsumed, so I've nothing to restart from?
Failed to restore from oss: NoSuchKey on one sst of the shared folder. All others are okay. Is there a way to load the rest
Local recovery directory on hostPath, the pod was moved to another node, error: unable to read local state / FileNotFound localState aid_... and it does not go to remote copy
state.checkpoints.dir was on the JM's emptyDir (learning, minikube). Pod restarted → can't find checkpoint file
Corrupt savepoint? java.io.EOFException when loading _metadata, the size is 0 bytes on Azure blob
Flink 1.14: Unexpected magic number when starting from a savepoint somebody copied over FTP, sizes differ by a few bytes
flink run -s with a path that was printed by the stop command last week: cannot find checkpoint or savepoint file. hdfs trash was emptied since then, nobody owns up to it
Two jobs started from the same checkpoint, the first one subsumed and removed files, then the second one failed on a restart as its shared state was deleted
想从昨天的 checkpoint 恢复，目录里只剩 taskowned 和 shared，chk-* 都没了，任务是 cancel 的
重启之后读状态报 BlockMissingException，hdfs 下线了两台 datanode，savepoint 里有几个块丢了，还有办法恢复吗
After migration Minio → S3 with rclone, empty "directories" weren't copied. Job says can't find s3p://.../chk-12, I can list it with aws cli under a different prefix
Dinky 从最近一次恢复，报 checkpoint 路径找不到，实际是 jobid 变了，拼出来的路径不对
ververica: "Retained checkpoint not available": restore strategy LATEST_STATE fell on a checkpoint that the retention cleaner had purged
Spotify operator: fromSavepoint in the spec is still the one from months ago, after a full cluster loss it was used and no longer exists; job submitter exits with error
Ozone as checkpoint storage, on restart the job wants chk-3390 and gets KEY_NOT_FOUND, chk-3391 is half there
hudi job on COS, cleaning policy for tmp prefix included our checkpoints folder by accident. Job ran on happily for a week, then a TM got lost and it wasn't able to get back up: file not exist
The finops people put a 14 day expiration on our S3 bucket, and one job that restarted last night cannot load its state, some objects are simply not there. Native k8s, 1.19.
Tried to resume the fraud job from the path that stands in our runbook, turned out the savepoint was made on the old HDFS namenode that has been switched off in spring.
JobManager pod came back after a node upgrade and cannot load the last checkpoint it knows from ZooKeeper, the chk directory it wants is not on the NFS share anymore.
Hi, after cancel in the UI I wanted to start again from the last externalized checkpoint and the directory is empty, seems that retention was DELETE_ON_CANCELLATION. Any way to get it back?
I copied a checkpoint to a second bucket with aws s3 sync for the DR test, and starting from the copy complains about files in the original bucket, which DR can't see.
Our state was put on a hostPath volume of one worker; that node is gone, thus the recovery on other nodes says the file doesn't exist. Yes we know, bad idea.
Restore job failed since one sst of 64 MB in the shared directory returns not found, _metadata and all others are here. Who removes single files out of an incremental chain?
Junior admin ran hadoop fs -expunge and our savepoints of October were in trash, now flink run -s tells us the directory can not be found. Newest other one is from August.
Two test jobs used the same retained checkpoint, the first was started with claim mode, and by the time we launched the second one its files had been removed.
Upgrade of the nightly job on Aliyun stuck: it wants to come back from a state version id that had been purged by the workspace quota. The code is unchanged, just the data is gone.
after datacenter power failure hdfs has 12 missing blocks and they belong to our flink checkpoint folder, job not come up, it say can not obtain block. older chk folder was cleaned already
GCS bucket was recreated by Terraform with the same name but without content, 20 streaming jobs kept on running until the first failover and then could not load what they had written before.
Permissions of the checkpoint bucket are write only for the new service account since the IAM clean-up: jobs write checkpoints happily, but any recovery is denied when it reads them back.
I gave flink run -s the parent folder instead of chk-881, and it says no metadata file in there; when I add chk-881 it does not exist either, only chk-902 is left.
savepoint path does not exist on restore
_metadata gone from chk folder
shared sst file 404 during recovery
lifecycle policy ate our retained checkpoint
Standby took over and logs "Could not retrieve checkpoint 5521 from state handle under ... This indicates that the retrieved state handle is broken", and the s3 listing shows no chk-5521.
Start of the new cluster ends in "FileNotFoundException: Cannot find checkpoint or savepoint file/directory 'abfss://state@lake/sp/savepoint-19ee'", the storage account was moved last month.
Restore on 1.20 stops with "The specified key does not exist (NoSuchKey)" for an object under taskowned/, while bucket versioning displays a delete marker from our cleanup Lambda.
运维把三个月以前的目录都归档了，作业一重启就说找不到检查点的文件，现在起不来
savepoint是在老集群的HDFS上打的，新集群读不到那个路径，启动直接报文件不存在
手滑取消了作业，保留策略没配，检查点目录跟着一起被删了，想恢复已经没有文件
restoring RocksDB state from S3 with the native filesystem hangs and fails with SdkClientException, connection pool of 50 is used up by the concurrent downloads
kafka-hudi job in bitsail: the flink checkpoint file is created in hdfs, but when I stop the job and rerun it, loading the savepoint file from that path fails with FileSystemNotFoundException: Provider hdfs not installed.
standalone集群,checkpoint写在file:///opt/flink/checkpoint,TaskManager-0宕机后任务被调度到另一台TaskManager上,恢复时报错,那台机器上没有checkpoint目录
The periodic cleanup of snapshots removed the savepoint that the upgrade was to start from
Upgrade savepoint deleted by mistake by the cleanup
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
FlinkStateSnapshot goes to FAILED after the first error even though backoffLimit is -1 which should retry forever
the deployment a FlinkStateSnapshot refers to is not there any more and the snapshot resource got ABANDONED
FlinkStateSnapshot resource is ABANDONED because the job was not running
snapshot custom resource went to FAILED after the job restarted
FlinkStateSnapshot custom resource goes to FAILED
FlinkStateSnapshot ended as ABANDONED
operator says the savepoint grace period ended, triggering timed out
Our namespace is full of SavepointError events about flinkstatesnapshots that don't exist any more. We take periodic savepoints and keep only one.
takeSavepointOnUpdate is true, the savepoint was actually generated fine but its status in the operator ends up as Failed.
Repeated SavepointError events and 409 Conflict, the operator's history cleanup deletes FlinkStateSnapshot objects that are still IN_PROGRESS or TRIGGER_PENDING
FlinkStateSnapshot is stuck terminating, cleanup throws NullPointerException because status is null, and the namespace can't be deleted
FlinkStateSnapshot goes to FAILED, status.error only says "Savepoint trigger failed" and failures is 3, the job itself keeps running fine. Operator 1.10, Flink 1.19
After I enabled kubernetes.operator.snapshot.resource.enabled our namespace is full of FlinkStateSnapshot objects in state FAILED, periodic savepoints every 6h, nobody knows why
kubectl get flinksnp shows ABANDONED for every snapshot we took before the upgrade, what does that mean and are the files still there
our FlinkStateSnapshot is ABANDONED because the FlinkDeployment it references was suspended in the meantime
I create a FlinkStateSnapshot with jobReference kind FlinkSessionJob and it ends with FAILED, the same yaml with kind FlinkDeployment works
Snapshot CR created by our cron job stays TRIGGER_PENDING for a while, then FAILED: "Secondary resource FlinkDeployment not found". Deployment lives in another namespace
backoffLimit 0 in the FlinkStateSnapshot spec, one hiccup of S3 and it is FAILED for good, do I have to delete and apply it again each time?
operator 升级到 1.10 之后，savepoint 变成了 FlinkStateSnapshot 这个 CR，状态一直是 FAILED，任务没有问题
flinksnp 一会儿 TRIGGER_PENDING 一会儿 FAILED，retry 到 backoffLimit 就不再重试了，用的是 minio
FlinkStateSnapshot ABANDONED
state snapshot object FAILED
ArgoCD shows our app Degraded because of a flinkstatesnapshot in FAILED state, the flink job is RUNNING and green
The snapshot resource says ABANDONED with "Job is not running", we had just scaled the job when the nightly CronJob made the object
We can't delete a FlinkStateSnapshot in FAILED state, kubectl hangs on the finalizer flinkstatesnapshots.flink.apache.org, disposeOnDelete is true
删除旧的 FlinkStateSnapshot 一直卡住，operator 日志说没法 dispose，因为 job 已经没了，这些 CR 状态全是 ABANDONED
Event on the snapshot: SnapshotError, "Checkpoint triggering failed", it is of type checkpoint with full, Flink 1.17 on operator 1.11
I use spec.checkpoint: {} in the FlinkStateSnapshot and it always ends up FAILED, with spec.savepoint.path set it completes
alreadyExists: true with our old savepoint path and the FlinkStateSnapshot never becomes COMPLETED as I would expect, next job can't use it in flinkStateSnapshotReference
Deployment is refused since initialSavepoint/flinkStateSnapshotReference points to a snapshot resource that is not COMPLETED, it is FAILED since last night
Upgrade savepoints appear as FlinkStateSnapshot resources in our GKE cluster and half of them say ABANDONED after the job manager was restarted by a node drain
每天夜里给 60 个任务各建一个 snapshot 的 CR，早上总有 4 个左右状态是 FAILED，path 和 resultTimestamp 都是空的
FlinkStateSnapshot 的状态是 ABANDONED，status.path 是空的，是不是 jobmanager 重启把这次 savepoint 给丢了？job 现在是正常 RUNNING
kubectl apply 一个 FlinkStateSnapshot，几秒钟就 FAILED，describe 里 error 是 Connection refused，指向 rest service 8081
Snapshot CR fails with java.util.concurrent.TimeoutException after operator asks the rest endpoint, on the Flink UI I see the savepoint completed 2 minutes later. State is 400 GB
helm upgrade of the flink kubernetes operator while a savepoint was being taken, now the FlinkStateSnapshot reads FAILED: "Could not find savepoint trigger"
alert from kube-state-metrics on flinkstatesnapshots with status.state=FAILED for payments-enricher, who consumes these objects at all?
Status of our manual snapshot: state: FAILED, error: "Savepoint directory is not configured"... it was created by kubectl, job has only checkpoints dir on abfss
snapshot history: after cleanup by max age the failed FlinkStateSnapshots remain, we have 2000 of them and the operator gets slow
on openshift the operator service account may not list flinkstatesnapshots, and those we did create before are stuck without any state and later ABANDONED
Disaster recovery test: restored the FlinkStateSnapshot objects with velero into the new cluster and the operator marks all of them as ABANDONED, no running job there yet
We run the Flink Kubernetes operator 1.11 and every FlinkStateSnapshot it makes on its schedule since Monday has state FAILED. The FlinkDeployment stays STABLE and its own checkpoints are green. Where do I look?
Applied a snapshot manifest through Flux this morning for the payments deployment; kubectl get flinksnp said IN_PROGRESS for half an hour, then ABANDONED. The deployment had been upgrading at this time.
Our backup job creates one FlinkStateSnapshot per night and waits for it. Tonight's has failures 5 and an error about a directory that must be provided, spec has no path and helm values neither.
Hello, in operator docs I see snapshot CRs can be created for session jobs. Mine stays TRIGGER_PENDING for ever, I think I put kind FlinkDeployment instead of FlinkSessionJob in the reference.
kubectl describe on the state snapshot CR shows the savepoint expired before it was complete, and the operator has used all its retries. Does it try again on its own or must I create another CR?
Old operator 1.8 here without snapshot CRs: bumping savepointTriggerNonce gives a SavepointError event on the FlinkDeployment and lastSavepoint in status never changes, the job is happy.
After moving the operator to watch single namespaces our scheduled savepoint objects are not reconciled any longer in team-b, they stay without any status until somebody removes them.
Argo CD marks the app Degraded because of one FlinkStateSnapshot that is in a terminal error since last week. If I delete it, is the savepoint in the bucket deleted along with it?
checkpointing type snapshot resource (spec.checkpoint) is refused by the operator validation on our Flink 1.16 deployment, while savepoint ones complete. Do we need a newer Flink for that?
Someone suspended the deployment during the weekly snapshot window, so four snapshot objects went to abandoned. Alertmanager paged us for these although nothing is broken in the job.
On OKD with operator 1.10, periodic savepoint CRs pile up as FAILED since the S3 secret was rotated in the operator chart, deployments with their own secret have good ones.
The operator pod restarted in the middle, and the snapshot CR says the trigger id is unknown. In S3 there is a full savepoint folder with the right minute. Do I trust the CR or the bucket?
hi team, custom resource of savepoint for flink have phase FAILED but message in status.error is cut, only first line. job is running since 20 days with no restart. how to see the real reason?
We set kubernetes.operator.periodic.savepoint.interval to 6h; the first objects were completed, then three in a row with SnapshotError warnings in kubectl get events. Flink UI shows no failed checkpoint around.
flinksnp object FAILED after five retries
snapshot CR abandoned during deployment upgrade
operator's periodic savepoint CRs all red
FlinkStateSnapshot stuck TRIGGER_PENDING since midnight
Events in namespace streams: "Warning SnapshotAbandoned flinkstatesnapshot/ledger-manual-03", and an hour later the same for ledger-manual-04. The job itself only restarted once.
kubectl get flinksnp -o wide prints "STATE FAILED, FAILURES 3, PATH <none>" for each object from the cron, the FlinkDeployment next to it says READY and STABLE.
Our pipeline gate reads .status.state and found "ABANDONED" with "error: job is not running any more", yet the FlinkSessionJob was redeployed by Helm in exactly this minute.
我们用operator 1.10，每天凌晨自动建的FlinkStateSnapshot全是FAILED，但作业和checkpoint都正常
kubectl apply了一个savepoint的CR，状态一直不是COMPLETED，最后事件里出现SnapshotAbandoned
快照CR引用的是session job，名字写对了却报校验错误，重建了两次对象还是失败
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
In CEP the state of a key is not cleaned by the pattern timeout or TTL even if that key never appears again, checkpoint size increases infinitely.
用 rocksdb 存储 checkpoint，线上运行一段时间发现占用空间越来越大，怎么样能让它自动清理呢？
Even with an empty source the size of every snapshot increases from hour to hour, until the pipeline finally breaks.
idle state is not cleaned in the streaming join, table with 1 day retention still gets bigger every day
State grows unbounded when "within" constraint not applied
Several windowed jobs have huge snapshots; entries of old keys are never removed and memory use goes up with them.
Several of our windowed jobs have ever larger checkpoints and memory use, because the state of keys that are long dead is never deleted.
lastCheckpointSize creeps up for weeks, old keys are never thrown away
CEP operator state leaks, expired keys are not removed
lastCheckpointSize is gradually increasing for weeks
tumbling window checkpoint gets larger and larger although there is no traffic
checkpoint size ever increasing after upgrade to 1.17
Since we went to 1.17 the checkpoint gets a little larger each time and never shrinks again, with the same traffic and the same keys.
Overnight there is no traffic, yet the checkpoints of the windowed job are larger every morning.
After each failover the checkpoint metadata of the writer gets bigger, a hundred entries become ten thousand and so on. By now it is so big that it no longer fits into one message to the JobManager.
Several of our windowed jobs carry huge checkpoints because the state of keys nobody has touched for ages is never thrown away.
Since we moved to 1.17 each checkpoint is larger than the one before, without more traffic, and it never comes down.
Join on session ids that live two minutes: idle retention is set, but something of every dead session stays. After a day and 20 million ids the job crashes.
Several window jobs keep their per-key data for ever, however old it is; their checkpoints have become huge.
checkpoint size keeps getting bigger, ttl seems not to work
several window jobs hold huge state, old keys are never removed, so checkpoints and memory use climb week after week
lastCheckpointSize has been increasing since we started the application, it never shrinks
lastCheckpointSize goes up every day, we never clear the keys
no TTL on the state and checkpoints get bigger every day
state size grows without limit because keys are never removed
FlinkSQL tumble window任务，配了state ttl和rocksdb增量，checkpoint大小却一直缓慢上涨，跑了20天从100M涨到2G，checkpoint耗时从1秒变成几十秒
lastCheckpointSize and lastCheckpointDuration on our managed Flink app creep up all the time, app gets slower and less stable week by week.
The size of checkpoint gets larger and larger although we don't use state ourselves, just tumbling processing time windows.
Several jobs with window functions have huge checkpoints and memory usage, old keyed states are never deleted
Checkpoint metadata continues to grow after every failover of our paimon writer, until it exceeds the akka message limit
Flink hudi MoR app with rocksdb and incremental checkpoints: checkpoint size goes up tenfold at some intervals although the app is meant to be stateless. How can I manage this?
案例能跑通，但 sink 端的 checkpoint 状态很大，应该是 changelog 表的状态一直保留，怎么解决
After restoring a Beam job from a savepoint of a few hours ago the checkpoint size grows ridiculously until heap space error
lastCheckpointFullSize of our datastream job climbs steadily, state access latency is in milliseconds now and everything upstream is backpressured
ForSt backend, TTL configured with the State V2 API, expired entries are never removed and state gets bigger without end
ForSt backend with the new async state API: StateTtlConfig background cleanup doesn't work, expired entries are never removed and state grows without bound
Windows whose aggregate returns nothing are never cleaned, WindowOperator state leaks and grows
Flink SQL with several temporal joins: state grows without end, keys that are drained on both sides keep their entries unless I set idle state retention
CEP with within() in processing time: partial matches of keys that never come again are not removed, state leak
Flink runner leaks memory in the map of pending timers, entries stay after the timer fired
Portable Flink runner does not clean user state at the end of the window, I have to set timers by hand or it piles up
shared folder of incremental rocksdb checkpoints keeps growing, after a checkpoint fails its uploaded files stay forever
TTL with cleanupIncrementally and cleanup size 0: nothing is ever removed and no warning
checkpoint size was 300 MB in the first week, now 48 GB and it goes up about 1 GB a day, input rate is flat
Regular join of two kafka topics in Flink SQL 1.15, state gets larger every day, I did not set table.exec.state.ttl. Will it ever shrink?
incremental checkpoints with RocksDB keep growing although I have StateTtlConfig of 1 hour, full size is still going up after 2 weeks
S3 bill doubled, the shared folder of our checkpoints never gets smaller, keys are session ids that are never seen again
KDA app, lastCheckpointSize climbs in a straight line since the deploy three weeks ago, we key by requestId and use a ValueState without clear()
flink sql 双流 join，checkpoint 越来越大，从几百兆涨到几十 G，没有设置 ttl
设置了 idle state retention 12 小时，但是 state 还是一直在涨，group by 用户 id 加日期
Do MapState entries expire by themselves? ours has hundreds of millions by now and savepoints take 40 minutes instead of 2
count(distinct user_id) over all time in SQL, managed state of that operator grows and grows
session windows with a custom trigger that returns FIRE and never PURGE, checkpointed data size only goes up
GlobalWindows with CountTrigger, keys with fewer than n elements stay there forever, after a month the job is 90 GB
Our dedup step (ROW_NUMBER ... = 1 on event id) has made the checkpoint grow to 200 GB in 40 days, do we need all ids of all time?
hudi flink upsert with index bootstrap on: index state is bigger each day, index.state.ttl is at its default
mysql cdc to es, left join with 5 dimension tables, checkpoint size 从 1G 到 60G，数据量其实没变多
广播流里放规则，只 put 从来没有 remove，跑了三个月快照越来越大
Timers: I register one per event at currentProcessingTime + 30 days, number of timers and the checkpoint size increases every day
Listed our savepoints by size per week: 2.1G, 4.0G, 6.2G, 8.1G. Traffic is constant. Flink 1.13 FsStateBackend, keyed by device serial + minute
union list state of the source doubles with every restore, metadata file is now 600 MB. Is that expected?
checkpoint size never goes down
状态一直涨怎么办
KTable-like aggregate in Beam on Flink runner, global window, state directory is up to 1.2 TB and we cannot see what is in it
CEP pattern without within(), partial matches stay in state for good I think, checkpoint grew from 10 MB to 12 GB over the month
interval join on event time with an upper bound of 7 days, we expected size to level out after a week but it is the fourth week and it still climbs
statefun 3.1: each new user makes a function instance with persisted values, they are never removed, pods get more and more disk
TTL with cleanupInRocksdbCompactFilter on 1.9, expired data is still on disk days later and total keeps increasing
temporal join with versioned table: old versions are not cleared, right side state gets larger every day, watermark on the right is OK
Is there any way to find out which key holds so much? the process operator 'enrich-orders' went from 5 to 130 GB since March, tasks look healthy
升级 1.14 以后 checkpoint 每天涨 2G，代码里 state.clear() 只在收到结束事件时调用，有些订单永远没有结束事件
Paimon lookup changelog job, checkpoint small but the one with changelog-producer full and a big sink materializer (SinkUpsertMaterializer) keeps increasing its state for days
our Grafana panel of lastCheckpointFullSize looks like a ramp that resets only when we start the job from scratch without state; KeyedCoProcessFunction keyed by cookie, 1.18 on EKS
Nobody has released anything since March, yet the full checkpoint went from 6 GB to 140 GB and gets about a gigabyte more a day. Flink 1.17 on Hadoop, Kafka input rate is the same as ever.
Our cart aggregation keeps one entry per browser cookie; cookies rotate every week, so the number of keys only climbs. Is there a recomended way to throw away visitors we never see again?
Regular left join of orders with shipments in Flink SQL 1.18, no time condition. Works for weeks, then disk of the TMs gets tight and checkpoints take ages. What does it keep all these rows for?
I look at lastCheckpointFullSize in Grafana over 90 days and see a line under 45 degrees, no dips on weekends. The pipeline is a process function with a MapState per device.
A DISTINCT over request ids was added by the analytics team in summer. Since then savepoint duration grew from 40 s to 14 min and the window operator holds 95 percent of the size.
We switched TTL on with NeverReturnExpired for the profile state, HashMap backend, and heap after GC rises day by day just like before. Should expired entries not vanish by themselves?
Keyed by session UUID with a timer for cleanup, but the timer is registered in processing time only on the happy path; abandoned sessions stay there forever and each snapshot is a bit larger.
Flink CDC from Oracle into Doris with a dedup step by primary key and op timestamp: after five months this step alone carries 400 GB, though the table has just 3 million live rows.
Our allowed lateness was never touched, windows fire and results are right, but a trigger that returns FIRE without PURGE on GlobalWindows seems to hang on to all elements since the launch.
hello, the s3 cost of checkpoint folder is growing every month and number of messages not. flink 1.16 rocksdb incremental. must i delete state of old customers by myself in code?
Each morning the first thing I do is enlarge the PVC of the task managers. Ververica console shows state size per operator and the OVER aggregation never goes down.
On Managed Flink our app started with 1 KPU worth of state, now it needs 16 just to hold the data, records per second identical. Snapshots went from seconds to most of an hour.
Interval join state is small, but the lookup cache we wrote by hand as keyed ListState has no upper bound; after 70 days the subtasks carry 12 GB each, evenly across all of them.
ChangelogNormalize in front of our upsert-kafka join remembers every primary key ever produced, and keys are per-event ids here. Checkpoints get heavier week after week, what ttl would be safe?
checkpoint size climbs daily, traffic flat
old keys never leave the state
TTL set but state still swells
unbounded join keeps every row forever
Metric says "lastCheckpointFullSize 812 GB", it was 95 GB in June with the same throughput; the job has table.exec.state.ttl at its default of 0 ms.
In the checkpoint detail page the operator "GroupAggregate[7]" shows 61 GB, last Tuesday 58, the one before 55; no other vertex moves and parallelism wasn't changed.
Log of our size watcher: "full_size=41.2GiB (+1.1GiB/24h) for 63 consecutive days" on the dedup job, restarts and redeploys make no dent in it.
业务量一直没涨，但是全量checkpoint每周多十几个G，三个月下来快三百G了，没人清理老用户的数据
SQL里group by用户加日期，过去日期的分组结果一直留在状态里，大小只升不降
定时器只注册不删除，半年后savepoint从2G变成90G，打一次要十几分钟
we restored our beam job from a savepoint taken a few hours ago and now the checkpoint size grows ridiculously high until it runs out of heap. filesystem state backend
checkpoint 状态很大：cdc 案例可以跑通，但是 sink 端的状态会很大，预计是 changelog table 状态一直保留，这种情况怎么解决？
group by 聚合开了 mini batch 之后，状态过期好像没有生效，状态一直不清理
Several Flink jobs writing to Delta on S3 run without any exception and do checkpoints, but no new delta transaction gets committed and the FLINK checkpoint gets bigger and bigger, with many parquet file paths in the checkpoint data.
监听的ddl语句很多,FlinkDatabaseHistory一直把记录存下来,会导致State无限大,有没有限制?
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
从 FlinkKafkaConsumer 换成新的 KafkaSource 以后，旧的 savepoint 恢复不了，算子对不上
修改了 SQL 之后，任务没办法再从之前停下来时做的保存点启动了，提示旧状态对不上新程序里的算子。
after removing a stateful operator the savepoint can no longer be mapped to the new program
restore fails because max parallelism was changed
changed the flink sql and now it cannot start from the savepoint, operator is not in the new program
We changed the SQL of the job a bit and now it will not start from its old checkpoint nor from the savepoint; without them it starts.
Stopped the append job, raised its parallelism from 1 to 2 and wanted to continue from the last checkpoint: refused. With 1 it comes up again.
The table maintenance job gets random operator names at each build, so no savepoint taken before a restart can be mapped to the job afterwards.
The new version of our job has more stateful operators than the savepoint it should be started from, and so it does not come up.
On an update the operator takes a savepoint and restores the new job from it. When the state of the old and the new job do not match, the restore fails and the job stays down.
改了数据链路重新打包之后,从上一个检查点启动失败,提示有个算子在新程序里找不到。
I took a few transformations out of the pipeline and told it to skip what cannot be mapped, but through the operator's last-state upgrade the new version still will not come up because of the left-over operator.
We changed the insert so that it reads from a union of two tables instead of one, and now the old savepoint cannot be mapped to the new statement.
Wrote with a sink parallelism of 1, stopped, raised it to 4, and the job no longer comes back from its last checkpoint.
Added one more table to the sync and started from the savepoint: it refuses to restore the source vertex, as some of its operators were finished and others running.
new version has different stateful operators than the savepoint, refuses to start
changed the SQL and now it will not come up from the old savepoint, an operator can not be mapped
operator uid missing, state from the savepoint has no operator in the new job graph
I changed the job logic and start it from the old savepoint. Ticked 'ignore restored' in StreamPark but it makes no difference, it still fails to roll back to the savepoint.
修改sql任务后无法基于savepoint重启，命令行可以加 -n 解决，在dinky里应该怎么弄？
多表同步任务，SQL没改过，停掉再从保存点恢复就失败；两张表有时能成，三张表基本不行，好像每次提交生成的算子图顺序都不一样
Stopped the paimon append job, restored it from the checkpoint with parallelism 2 instead of 1 and it can't come back.
Added a new table to the multi-table sort job and restarted it with state, now it errors that the new table has no restored flink job id
java.util.NoSuchElementException in IcebergFilesCommitter.initializeState after the committer's operator uid changed, started with allowNonRestoredState
JobManager restart with HA refuses the latest checkpoint because state of a removed operator can't be mapped, although ignore-unclaimed-state is set
Removed a stateless operator from the job and the savepoint no longer loads unless I pass --allowNonRestoredState, since 1.3
maxParallelism I set on an operator is lost when it gets chained, so the restored job has another max parallelism than before
Moving a job from Flink 1.1 to 1.2: restore from savepoint fails, it has a CEP operator
savepoint taken with an older Flink version is refused by the new cluster, incompatible savepoint version
flink run -s: Savepoint is incompatible, UID mismatch for operator MyOperator
I removed one state inside an operator, not the operator itself, restore fails and allowNonRestoredState makes no difference
Failed to rollback to checkpoint/savepoint. Cannot map checkpoint/savepoint state for operator cbc357ccb763df2852fee8c4fc7d55f2 to the new program, because the operator is not available in the new program
Added a map between source and window, now it won't start from the savepoint unless I pass -n, and then all the counts are at zero
I changed the SQL (one more column in the group by) and the job can't be restored from its savepoint any more
max parallelism went from 128 to 256 when I raised the parallelism to 200, and the restore is refused: "The maximum parallelism (128) with which the latest checkpoint was taken..."
renamed the kafka source in the code and after the deploy it begins at earliest again, allowNonRestoredState was on in our pipeline
KDA update failed: "Cannot map savepoint state", we removed a sink from the application. How to set AllowNonRestoredState there?
we did not set uid() on any operator, now we upgraded one library and the ids are all different, is our state lost?
flink sql 加了一个字段之后从 savepoint 恢复不了，There is no operator for the state ...
改了并行度之后从 checkpoint 恢复报 max parallelism 不一致
can't start from savepoint after adding a filter
算子 uid 变了，恢复失败
Changed from FlinkKafkaConsumer to the new KafkaSource with the same uid and now it does not come up from the old savepoint
spec.job.allowNonRestoredState false in the FlinkDeployment, new image drops the dead letter sink, operator rolls back each time with IllegalStateException: Failed to rollback to checkpoint
Upgraded Flink 1.13 to 1.14, same SQL text, "Cannot map checkpoint/savepoint state for operator", planner seems to give other ids
Split one big job in two and wanted to start both from the old savepoint, neither accepts it
dinky 里修改了 sql，多加一个 join，再从最近的 savepoint 启动就报错 not available in the new program，只能丢掉状态跑
复制粘贴导致两个算子 uid 一样，改掉其中一个之后从旧 savepoint 启动就报错，说找不到对应的算子
changed chaining (disableOperatorChaining for debugging) and it no longer restores; uids are set only on the stateful ones
Beam 2.40 pipeline on Flink runner, new transform added, --savepointPath is rejected by the job manager on start, transform names are stable I thought
"Savepoint was taken with a different parallelism: the state contains key groups 0-127 but ..." when running with -p 300
flink-cdc 2.x to 3.x: old savepoint not usable, the enumerator state has another operator, must do the full snapshot of 2 TB again?
FlinkCDC yaml pipeline with one more sink table, restarting from the last checkpoint it complains about non-restored operator state for Schema operator
Swapped the aggregation from ReduceFunction to a ProcessFunction and kept uid "agg", now it starts without error but values begin from zero, Flink 1.16
we moved from HashMapStateBackend to RocksDB and pointed the job to the last checkpoint, it says the keyed state handle is of an unexpected type
After I set pipeline.max-parallelism cluster-wide to 720 none of the old jobs come back from their checkpoints
Iceberg sink v1 replaced by the v2 sink in the same job, start with -s fails because of the committer's leftovers
stateful functions module: added a new ingress, savepoint of the previous version can't be used
Zeppelin paragraph with savepointPath: ran fine until I edited the insert statement, now it throws Cannot map savepoint state for operator 20ba6b65f97481d5570070de90e4e791
StreamPark 重启任务勾选了 savepoint，代码里删掉了一个 sink，启动失败，把忽略状态勾上就能起来，但是担心丢数据
Rollback of our release is not possible: new version ran an hour and made its own savepoint, version before has no "fraud-score-v2" step and won't take it
Last merge took the enrichment flatMap out, and the new jar is rejected when started from the savepoint of yesterday: it says something about an operator that is not there. We are on Flink 1.17, EKS.
The previous dev never set uids. I put a simple print sink behind the map for debugging, restarted from the checkpoint and now hashes do not match. How do I find out which hash was which operator?
Wanted to go from parallelism 100 to 300 before Black Friday. Start from savepoint is refused, apparently the job was born with a key group limit of 128 and it can't be lifted.
Our SQL got one more condition in a WHERE, planner now pushes the filter elsewhere and the upgrade from the savepoint does not take off, because the generated operators differ.
Is allowNonRestoredState okay if the only thing that disappeared from my DAG is a KafkaSink with committer state? Flink 1.18 will not launch the changed job without it.
Upgraded from 1.14 to 1.17, the Table API job is the same text, yet its savepoint cannot be laid over the new plan. DataStream jobs with uids moved without pain.
In our staging the release was started with the savepoint of a different team's pipeline by a copy paste error, and the client moans that it holds state for unknown operators.
Flink CDC: someone changed server-id and scan options and also the source's name, the uid derived from it changed, now the binlog position in the old checkpoint belongs to nobody.
Set pipeline.max-parallelism 4096 globally in the helm chart, meant as a harmless default. All jobs that restart from state since then are turned down, fresh ones start.
we refactor two process function into one class, same uid for second only. job say can not map state of the first one. data types are same. what to do to keep counters?
Broke one long operator chain in two with startNewChain and split a window into pre-aggregate and final; resume impossible, old window contents do not have an owner in the new graph.
Our Beam on Flink pipeline got a step renamed from ReadEvents to ReadOrders and --savepointPath is not accepted any longer since the step names make the ids.
Tried to rescale out of an unaligned checkpoint after swapping keyBy for a broadcast edge in the job graph and it's refused, an aligned savepoint from last week starts.
Rolled out v12 via the K8s operator with upgradeMode savepoint. Savepoint was taken fine, readable too, but the JM of v12 crashes on start as v12 lacks the "late-events" operator the savepoint knows.
operator removed, savepoint can't be mapped
uid missing, state belongs to nobody
max parallelism 128 in savepoint, job wants 512
changed SQL plan rejects old checkpoint
Submission prints "Cannot map checkpoint/savepoint state for operator 8f3e01c2 to the new program", we only inserted a rebalance and a filter before the windows.
On scale-out the REST answer says "Max parallelism mismatch between checkpoint/savepoint state and new program", 180 subtasks asked, it ran with 60 before.
Gitlab deploy job ends with "If you want to allow to skip this, you can set the --allowNonRestoredState option", reason is the dedup operator that moved into another module with another uid.
重构的时候把两个算子合并成一个，新包从savepoint启动被拒，提示有状态找不到对应的算子
大促前想把并行度从60扩到200，从检查点启动报最大并行度不一致
升级Flink小版本后SQL生成的算子变了，老的savepoint映射不上去，只能加跳过参数吗
changed the source table / source database of the cdc job and now starting from the savepoint gives an error
added a new table to the job, restarting it with state gives an error
mysql-cdc sync of two databases: took a savepoint, then added a table of a third database and took one table offline, now starting from the savepoint reports an error and it never gets going.
Restored a MySQL-CDC job on Flink from its savepoint after adding one more table: the new table gets no snapshot at all, and with its first binlog event the source fails and the job restarts repeatedly because it does not know that table.
增加了 TableSettingConfig 里的表配置以后，就没法从上次的 savepoint 恢复了，报 Failed to rollback to checkpoint/savepoint；加上 --allowNonRestoredState 可以起来，但是所有表又从头开始读。
Flink won't recover from the savepoint when I reduce the parallelism from n to 1
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
Cannot stop streaming job with savepoint which uses kinesis consumer
savepoint has been created but then the job failed during stopping, and the operator does not use that savepoint
Can't stop with a savepoint? flink stop on the oracle-cdc job returns an error
async operator fails during stop-with-savepoint, retries of pending requests hit a closed mailbox
flink stop with savepoint fails and the job goes on running
unable to cancel the job because the savepoint on cancel fails
savepoint was created but the job failed afterwards while stopping
The savepoint was written fine during the upgrade, but then the job crashed while it was shutting down and the operator did not go on from that savepoint.
I cannot stop the job with a savepoint: the stop command runs into a timeout, and the log says that closing the source failed because it could not remove its cursor.
The savepoint for the upgrade was written, but right afterwards a source task failed while the job was shutting down, and the upgrade does not know whether it may use that savepoint.
Stopping with a savepoint makes the job fail instead of finish, because the topic reader throws something while it is being shut down.
Stopping the container writes the savepoint all right, but then reports that the job failed while it was stopping and some transactions may not be committed.
flink stop wrote the savepoint but then the job failed while stopping, can I start from it
job hangs when stop-with-savepoint is declined by a task
When I stop an application with savepoint it can't stop, the running state is always SAVEPOINT or CANCELLING.
Canceling the job from the UI with savepoint selected throws a timeout after 1 min and shows failed; a while later the real savepoint succeeds and the job turns canceled, so we can't resume from the latest one.
stop with savepoint failed on a job with two separate graphs and afterwards only half of it was restarted, job is broken
flink stop on a job with the new (FLIP-27) source: savepoint is taken but the job does not exit, tasks never finish
stop with savepoint without --drain while one source has already reached its end makes the task fail and the job restarts
stop --drain: savepoint trigger comes when the task has just finished and its mailbox is closed, TaskManager exits with a fatal error
Beam on Flink: can't drain my job, with RequiresStableInput it always fails in the final savepoint with a watermark hold error
Job fails while stopping with savepoint because the source thread gets interrupted and the network stack is left in a broken state
takeSavepointOnUpdate is true, savepoint shows state Failed in the FlinkCluster status although the savepoint files were written, maybe the job was cancelled too fast
flink stop -p s3://... ends with "Could not stop with a savepoint job", but the savepoint directory with _metadata is there
StopWithSavepointStoppingException: A savepoint has been created at: hdfs:///flink/sp/savepoint-9f31, but the corresponding job was terminated during stopping. The savepoint is consistent, but might have uncommitted transactions
'flink stop' hangs for 60s and then TimeoutException, cancel -s works fine for the same job. Flink 1.10 with FlinkKafkaConsumer
Inconsistent execution state after stopping with savepoint. At least one execution is still in one of the following states: FAILED. A global fail-over is triggered to recover the job
On stop the savepoint completes, then the Kafka sink throws in finish and the job restarts instead of ending
we upgrade with flink stop from jenkins: every second time the savepoint is written but the job goes to FAILED and not FINISHED, is it safe to start from it
flink stop --drain never returns for our KinesisStreamsSource job, it works without drain
stop 之后 savepoint 已经生成了，但是任务变成了 FAILED，重新启动用这个 savepoint 有没有问题？
flink stop 报 Could not stop with a savepoint job，同样的任务用 cancel -s 是可以的
flink stop fails at the very end, savepoint is there
停止任务时 savepoint 成功但任务异常重启
Stopping an iceberg sink job with savepoint fails in committer endInput, java.lang.IllegalStateException, the job just comes back up
async I/O operator has requests in flight when I stop, then "Mailbox is in state CLOSED, but is required to be in state OPEN" and exit code 1 from the CLI
operator with upgradeMode savepoint: upgrade begins, savepoint is done, then the job is FAILED while shutting down and the new version is never started. operator 1.4, Flink 1.16
My source function implements cancel() with an interrupt of the thread, on stop with savepoint the last step throws InterruptedException and the job fails over
streampark 点停止并勾选 savepoint，一直是 savepointing，最后提示 stop failed，hdfs 上能看到 savepoint 文件
pulsar source job: stop request makes the savepoint, then PulsarClientException$AlreadyClosedException when closing, client returns an error
mysql cdc 2.1, stop with savepoint is rejected half way with "Task received cancellation / Stop-with-savepoint failed", after that binlog reader goes on as before
POST /jobs/:id/stop, then polling the trigger id gives failure-cause: java.util.concurrent.CompletionException "Stop with savepoint operation could not be completed". 1.15 session cluster
After a stop our two-phase JDBC XA sink still has prepared transactions, the CLI had reported that the job was terminated before the final commit
有一个 source 是有界的已经跑完了，再 flink stop -p 就抛异常，savepoint 目录里倒是有文件，flink 1.13
adaptive scheduler: stop with savepoint, then a task fails right after it and the job restarts from an older checkpoint, output is doubled
Elasticsearch sink has a flush at close that fails with 429 while we stop the job, savepoint exists, job state FAILED, our deploy script aborts
KDA: StopApplication with snapshot leaves the app in FORCE_STOPPING, the snapshot is READY though
Beam on Flink: pipeline.cancel via stop with savepoint throws "UnsupportedOperation ... drain", then job is listed FAILED although the path was printed
ververica platform: SUSPEND transition failed, deployment is back to RUNNING, the savepoint of it shows up as completed in the list
JobManager log at stop: "Failed stopping job with savepoint: checkpoint complete notification not received by all tasks", happens if parallelism is over 100
Stop with savepoint on a job with windows prints MAX watermark outputs and dies in our sink's invoke because the window end is Long.MAX, we wanted just a graceful end for a redeploy
flink stop 超时 The program finished with exception: Could not stop with a savepoint job "xxx"，但是 TM 日志里 checkpoint 12 已经完成，sink 是 doris 两阶段提交
Yesterday evening flink stop wrote its savepoint, then the JDBC sink threw while closing and the job went to FAILED. From which snapshot are we supposed to start? Version 1.17, OpenShift.
The release bot stops jobs with a savepoint first. For one of them it got an error, the bucket has the folder with _metadata though, and the job ended as FAILED rather than FINISHED.
Asked for stop with savepoint from the UI of our platform before the cluster move. A TM died precisely then, the savepoint never finished, and the job just restarted and continues. Must I send the stop again?
I did flink stop --drain on the billing job, all windows emitted, then one of the operators crashed in its finish method. Can this drained savepoint be used for the next start at all?
Our exactly once Kafka output lacks the last couple of minutes after the planned stop: savepoint was done at 23:01, the stopping phase broke at 23:02, and nobody has restarted from it yet.
flink stop hung on the terminal until the client timeout of 60 s. REST shows the job still RUNNING ten minutes later, no savepoint listed. Did the stop get lost or will it come?
During the operator upgrade of a FlinkDeployment the suspend step made a savepoint and then the job errored out while shutting down, the CR shows error and the new spec isn't rolled out.
hello, i use cancel with savepoint on flink 1.13, it response with exception and job not cancel. second time same. without savepoint cancel works but i don't want lose data
Stop was issued twice, by me and by the pipeline. Now the job is in a failed state and the message speaks of a savepoint which is consistent but might have uncommitted transactions. What is pending there?
Our Iceberg writer raised an error in the very last commit, after the stop's savepoint was on S3. Table lacks that commit, job doesn't come back by itself. Help before the business day starts.
A Pulsar source refuses to end on stop, throws in close, and so the stop with savepoint on Flink 1.16 never gets to FINISHED. The savepoint itself is complete every time.
We stop 30 jobs before each maintenance. 28 went to FINISHED, two are FAILED with a fresh savepoint from the stop command. Restart these from the savepoint or from the retained checkpoint of a minute before?
Suspend in Ververica brought the deployment to FAILED, with a savepoint listed seconds before. Async sink had requests in flight to DynamoDB and threw on end of input.
Had to stop our Flink job for the Kafka upgrade, order was stop -p. The savepoint part failed as a task crashed midway, so instead of stopping the whole job failed over and still runs on.
stop saved state, job died afterwards
flink stop: savepoint ok, job FAILED
stop with drain crashed in finish()
graceful stop broke, transactions left uncommitted
Client printed "A savepoint has been created at: hdfs://ns1/sp/savepoint-44d1, but the corresponding job 44d1 failed during stopping", our release script threw the path away, luckily it is in the log.
On stop we got "Inconsistent execution state after stopping with savepoint. At least one execution is still in one of the following states: FAILED", then a global failover, and it is processing again.
The CLI says "Could not stop with a savepoint job 9e0c" with a TimeoutException beneath, and the UI lists the job as RUNNING with a savepoint in progress at 80 percent.
执行flink stop之后savepoint已经落到HDFS了，但是sink在close的时候抛异常，作业最后是FAILED不是FINISHED
升级前停作业，保存点打完了任务却失败了，提示可能有未提交的事务，要从这个保存点拉起来吗
用stop命令停作业时正好有个TM挂了，停止没成功，作业自己恢复了还在继续跑
takeSavepointOnUpdate is true, on update the savepoint ends up as Failed in the cluster status although it was generated, and the job is already canceled
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
当表的数据量很多的时候，在 web ui 上 cancel 任务发现无法关闭，一直显示 CANCELING，占用的 slot 也没有释放掉（standalone 集群）
When I stop the application with a savepoint it does not end: the state stays SAVEPOINT or CANCELLING for ever.
Our user code waits on a result with a very long timeout while holding the lock; when we cancel the job the cancellation stalls and in the end the whole worker process is killed.
I pressed stop; the job has shown that it is being cancelled for ten minutes and then was marked failed, yet its pod keeps running and keeps processing data.
After a restart of the target database the Postgres sync job stays in CANCELLING for ever, until after three minutes the watchdog kills the whole task manager.
tasks cannot be cancelled because the TM has no threads left to run the canceller, they stay there for hours
Canceling a job when it is failing leaves it hanging in CANCELING state
I cancelled the job in the web ui and it stays in CANCELLING forever, slots are not released
tasks do not react to the cancel signal
during data transfer the job cannot be cancelled, web ui shows CANCELING forever and slots are not released
job does not terminate after cancel, threads of the crawler pool keep running
I press cancel in the web UI while a large table is being read, the job stays in 'canceling' for ever and its slot is not given back.
Somebody cancelled the job at the very moment it was failing; since then it hangs half way, neither failed nor cancelled.
A task hangs while it is being deployed; when we cancel the job nothing happens, the watchdog that should kill the worker does not kick in and the job never ends.
Works fine until we restart the target database. Then the job sits in cancelling and never gets cancelled, and after three minutes the whole task manager is shot down.
The sink does not react when I cancel the job. The interrupt is repeated over and over and the job hangs there in cancelling.
中途取消同步作业,输出端很快停了,输入端一直停不下来,过了很久连工作节点都挂了。
It is impossible to cancel our batch job because closing the output format blocks for ever while the cancel thread waits for the same lock.
The output's close call hangs for good when its client has been broken, so pressing cancel never takes effect and the job has to be killed with its process.
We restart the target database and the job hangs in CANCELLING; after three minutes the watchdog takes the entire TaskManager down with it.
同步大表的过程中在页面上点 cancel，一直显示取消中，关不掉，占的 slot 也不释放。
after Doris was restarted our postgres job hangs in CANCELLING and three minutes later the watchdog shoots the task manager
pressed cancel in the UI, it stays CANCELING for ever and the slot is not freed
cancellation stalls, the source thread waits for a result and ignores the interrupt
cancel does not finish and in the end the task manager exits with a fatal error
the job is stuck canceling and after 180 seconds the watchdog kills the task manager
We sync Postgres to Doris with flink cdc. Once we restart Doris the job gets stuck, never gets canceled, and after 180+ seconds the watchdog kills the task manager.
The flink job failed and its status stays 'failing' in StreamPark on k8s, I can't cancel it in any way, only editing the database helps.
flinkx同步mysql中途cancel job，output很快canceled了，input一直canceling，很久之后task节点全挂了
We move postgres data to Doris with flink cdc. Works fine, but once we restart Doris the flink job stays in CANCELLING and never gets canceled, after 180 seconds the watchdog kills the task manager.
Table was dropped while flink was writing to it, tons of exceptions in the TM log. When I cancel the job it stays in CANCELLING until the TaskManager shuts down.
cancel of the job waits for the running compaction thread, if it needs more than 180 seconds the task manager is failed
job doesn't get cancelled, a failure during cancelling overwrites it and the job restarts
Cancel doesn't work when the SourceFunction is blocked while it holds the checkpoint lock, task thread waits for it
Cancellation watchdog itself deadlocks on a thread interrupt (JVM bug), so the TM is not killed after 3 minutes and the task hangs in canceling
Job shows CANCELLING since two hours, one of 64 tasks does not go to CANCELED
Task did not exit gracefully within 180 + seconds, then the whole TaskManager is killed and takes the other jobs of the session cluster with it
I pressed Cancel in the web UI and it just stays there, the spinner on the sink never ends. Sink is our own JDBC code with while(true) retry
task 'Source: Custom Source' did not react to cancelling signal for 30 seconds, but is stuck in method: java.net.SocketInputStream.socketRead0
flink cancel returned OK yesterday evening and this morning the job is still in the list as CANCELLING
取消任务后一直是 CANCELLING，只能重启集群
任务卡在 cancelling 状态，日志里 Task did not exit gracefully，卡在 HBase client 的 close
job does not stop
canceling for 10 min, nothing happens
点取消没反应
Source function with a blocking queue.take(): after cancel the subtask hangs, jstack shows it waiting on the queue, run() ignores isRunning
Our FlinkDeployment can't be deleted, the operator waits for the job which is CANCELLING on one task manager. Slots are all held
after a failure the job is FAILING for 20 minutes with 3 vertices in CANCELING and won't restart until I kill that TM by hand
spotify operator: cancelRequested true, job status stays Cancelling in FlinkCluster and no new version can be put in
Task thread can't be interrupted while it is in a RocksDB native call on close, cancel takes more than 3 minutes with the 500GB backend and the watchdog kills the process
kafka producer close() blocks because the broker is away, job remains in canceling, no end to see
Fatal error: Task did not exit gracefully within 180 + seconds. FlinkRuntimeException at Task$TaskCancelerWatchDog. What should I raise?
python UDF job in 1.13: cancel leaves the python process alive and the task in CANCELING, restart of taskmanager is the only cure
Writing parquet to S3, when I cancel the job the StreamingFileSink task hangs uploading parts, 1 of 8 remains red/orange in the UI
clicking cancel on the hudi job on EMR: compaction operator keeps on compacting and the job does not end, yarn application -kill is what we do
Elasticsearch 5 连接不上的时候想停任务停不掉，bulk processor 一直在重试，页面显示 CANCELLING
Dinky 停止作业按钮点了之后状态一直停止中，flink web 上有一个 oracle cdc source 的 subtask 是 CANCELING，logminer 查询没返回
Batch job cancel from the SQL client with CTRL-C, the job stays cancelling on the session cluster and its slots don't come back
deadlock between checkpoint lock and our custom source's close, cancel never goes through, thread dump below. 1.6.2
Cancelled a Beam job on Flink, SDK harness container still running and ExecutableStage stays in cancelling forever
pulsar-flink connector 2.7: cancelling works for all but the reader threads, "stuck in method: org.apache.pulsar.client.impl.ConsumerImpl.close"
Lost contact with one TM just when we cancelled, since then the job is in CANCELLING for good and the JobManager does not notice
We have async functions with a thread pool that isn't a daemon, after the cancel task state remains CANCELING. Where should we shut it down? 1.17, standalone
mongodb cdc 任务取消之后，snapshot 线程还在跑，slot 一直不释放，UI 上 job 一直是 CANCELLING
Autoscaler/reactive rescale takes forever since one vertex won't get out of CANCELING, it is a user flatMap with a regex on a huge string that eats 100% cpu
Flink 1.15 on bare metal. Cancelled an old job two hours ago through the web page and one of the eight sink subtasks still doesn't finish, its thread waits inside the Oracle driver.
Since our network team drops idle connections, cancelling a job with the MQTT source takes ages: read() blocks and no exception arrives. All the other tasks are CANCELED.
What is the way to get rid of a job that refuses to die? I issued flink cancel, it says ok, but flink list shows it as CANCELLING since lunch and its 24 slots are blocked for the next one.
Our pipelines fail over normally except this one, where state goes to FAILING and remains there; a thread dump shows user code looping in a retry with a catch for InterruptedException.
A TaskManager shuts itself down some three minutes after I cancel anything on it and two innocent jobs that share it get restarted. Colleague says a watchdog does it, can I see which task is guilty?
We use a blocking HTTP client with no timeout inside RichMapFunction.close(). When the vendor endpoint hangs the job can't be cancelled, hours sometimes. Flink 1.18, Docker swarm.
Redeploy via Dlink hangs at "stopping old instance". On the Flink page the old instance is amber with 1 task CANCELING and 63 CANCELED, nothing happens after further clicks.
hi, i cancel flink job with rocksdb 2TB state, task is stuck when dispose db, status canceling 50 min, cpu is zero. is safe to kill that process?
Somebody set task.cancellation.timeout to 0 to "stabilise" the cluster, and now a cancelled Cassandra job holds its slots since Sunday since close() of the driver never returns.
A custom Redis source has while(running) but cancel() never resets the flag, so every attempt to terminate it leaves a zombie that occupies one TM until ops kill the pod.
PyFlink 1.16, cancel is acknowledged, but the Python worker process keeps computing a huge numpy batch, and the operator does not go away until it is done. The UI shows cancelling all along.
Global failover after a DB outage takes forever as the old attempts have to leave first and five of them hang in JDBC rollback. Restart can't begin meanwhile, everything waits for them.
Our kafka producer's close waits with Long.MAX_VALUE; when brokers are gone and we cancel the job, it sits in that close and the task thread never exits. How do I bound it?
An operator spawns its own thread pool and joins it in dispose. One worker waits on a lock, and so the cancel of yesterday 22:10 still isn't finished this morning.
cancel pressed, job won't die
one task left CANCELING for hours
slots blocked by half cancelled job
thread ignores interrupt, job stays FAILING
TaskManager log repeats "Task 'Map -> Sink: hbase (3/6)#2' did not react to cancelling signal - interrupting; it is stuck for 30 seconds in method" and always the same lock in the stack.
A worker died with "Task did not exit gracefully within 180 + seconds." shortly after an engineer cancelled the reporting job, the memory graphs were flat and the node is healthy.
REST gives "state":"CANCELLING" with a timestamp 5 h back, vertices list shows 1 of 12 tasks of the SFTP source in CANCELING, the thread dump twice had it at socketRead0.
点了取消以后自定义source不退出，线程dump看一直在队列take那里，作业显示CANCELLING已经一下午
作业报错后一直停在FAILING，新的尝试起不来，老的task卡在关闭数据库连接
每次取消这个任务都会把整个TM带死，日志说任务没有在180秒内正常退出
fluss sink task hangs in close when I cancel or when it fails over, it waits endlessly for pending writes and the job never gets to restart
streampark 2.1.1 k8s application: the UI says the job is cancelled but the pods are still there and the jobmanager pod just restarted
beam pipeline with KafkaIO on the FlinkRunner seems not be able to terminate, the reader only logs an unexpected InterruptedException
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
请问一下运行一个job大概需要多大的内存，一天数据量不到50万，给了2G内存，然后 TaskManager 心跳超时了。网上说是GC时间过长导致的。
Roughly ten times a day one YARN container stops answering heartbeats and the job restarts. Is that too little memory or a shaky network?
三十多亿行的大表，全量同步完刚切到增量阶段，任务就报对端的任务管理器可能已经没了，连接断开。
flink 有状态作业每 4-8 小时就报一次 TaskManager 心跳超时，然后失败重启
heartbeat of a TaskManager timed out, the pod is dead for us, but its resources are not released properly
Now and then the data connection between an upstream and a downstream worker breaks with a transport error; the network team reports packet loss between the nodes at those times.
when a TaskManager goes away the job sits in FAILING for almost a minute until the heartbeat times out, lag builds up each time
one task manager disappears and the connection to it is closed, the job restarts
taskmanager exits with 143 while the operators are initializing
task managers disappear one after another and the remote connection is closed
reading an iceberg table in batch mode always ends with a taskmanager heartbeat time out, I guess one container loads too much data
The JobManager stops hearing from one of the workers for longer than the limit and fails the job, in the docker set-up this comes again and again.
Half a million records a day, 2 GB of memory, and every now and then the controller declares the worker dead because it did not answer in time. On the web they say long collections are to blame.
三十多亿的大表，全量跑了三四天，刚切到增量就报远端的 taskmanager 可能已经丢失，作业就挂了。
Of two TaskManagers one is always bad: its log says the coordinator has quarantined it and no messages go through until a restart. I delete that pod and then the other one turns bad.
Nodes are taken down for maintenance several times a day. Each time a worker goes away with its node and the job has to fail over.
a physical machine died and took its task managers with it
the heartbeat of a taskmanager times out after a while, small data volume, people say long GC
clicked Thread Dump in the web UI and the process missed its heartbeats, healthy jobs went down
请问跑一个job大概要多大内存？一天数据不到50万，给了2G，heartbeat time out了，网上说是GC时间过长
Occasionally a task manager process gets stuck: no longer registered with Flink but it can't exit either, the job keeps crash looping because slots are missing until I delete the pod by hand.
TaskManager always exits with 143 without any error shortly after I restart the hudi job, bucket_assigner was still initializing.
Flink hudi job on yarn: TaskManager exits with 143 while bucket_assigner is still INITIALIZING, new containers come up and it happens again.
一天数据量不到 50 万，给了 2G 内存，TaskManager 心跳超时了，网上说是 GC 时间太长
wordcount-operator-example with lyft operator: TaskExecutor cannot connect to the jobmanager on 6123, connection refused
Scenario with asynchronous IO mode: I stop one of two TaskManagers and the job fails to recover although the other has free slots, fixed-delay 10 attempts
TaskManager was killed, job restarts at once and gets deployed on the same dead TM again, so it fails a second time and uses up its attempts
Flink job is abnormal, heartbeat between JobManager and TaskManager timed out
The heartbeat of TaskManager with id container ... timed out，偶尔 failover 一次
Network hiccup while a task connects to the producer's TM: partition request client creation goes wrong and task just fails with no clear cause
TaskManager lost its connection to the JobManager, heartbeats not acknowledged within the timeout
wordcount-operator-example: TaskExecutor can't connect to jobmanager on 6123, Connection refused, it tries its own pod name
Task manager on Kubernetes can't start: UnknownHostException flink-jobmanager: Temporary failure in name resolution
Task manager started in k8s: Could not resolve ResourceManager address, jobmanager log says dropping message for non-local recipient. Two weeks and no solution
"Connection reset by peer" when a TM dies is reported as LocalTransportException, so it looks as if our own node was the culprit
When one producer node dies job failure cause is shown as RemoteTransportException of a consumer instead of the real reason
After a heartbeat timeout with the resource manager the task executor just stays there and never tries to register again
TaskExecutor reacts to the heartbeat timeout of an old resource manager it left long ago and drops its good connection
java.util.concurrent.TimeoutException: Heartbeat of TaskManager with id container_e37_1621_01_000004 timed out, several times a day, no error in the log of that TM
Connection unexpectedly closed by remote task manager '10.42.3.17:41235'. This might indicate that the remote task manager was lost.
org.apache.flink.runtime.jobmaster.JobMasterException: TaskManager with id ... is no longer reachable
The assigned slot container_1528_0043_01_000002_1 was removed. What is the reason of that? flink 1.5 on YARN
every night when the spot instances are reclaimed our job fails and is down for some minutes, EKS with karpenter
TM 心跳超时，任务失败重启，TM 的日志停在那个时间点什么也没有
yarn 上 container 被释放，报 Container released on a *lost* node
one worker vanished from the web UI, 11 of 12 left
taskmanager 掉了，怎么查原因
Heartbeat of TaskManager timed out
Akka: Association with remote system [akka.tcp://flink@10.0.0.8:6122] has failed, address is now gated for [50] ms. Then the job goes to restarting and the worker is not seen again
Lost connection to task manager 'ip-10-1-2-3/10.1.2.3:33071'. This indicates that the remote task manager was lost. Caused by: Connection reset by peer, EMR 5.30
GKE node auto upgrade drains a node each 20 minutes and each time the pods of our job go with it, job starts over again
Pod flink-taskmanager-1-7 was Evicted by kubelet, job got "TaskManager is no longer reachable" 50 s later
Marking task executor as dead: "The heartbeat of TaskManager ... timed out" though I can ping the machine and its process is alive. Two data centers, 1.12 standalone
ResourceManager: Closing TaskExecutor connection because: Pod terminated, container exit code 143, RESOURCE_TIMEOUT... who sends SIGTERM to it?
Quarantined: Remote actor system is gated / quarantined this system, after that the worker won't register again until restart of the process. 1.4
ververica: RemoteTransportException, Connection unexpectedly closed, cluster of 40 workers, always a different one each time
Worker can't register: "Could not resolve ResourceManager address akka.tcp://flink@jobmanager:6123, retrying in 10000 ms", docker compose, 0 task managers in the UI
虚拟机热迁移的时候机器会卡一分钟，然后 flink 就认为这个 worker 挂了，任务重启
The TM got Exit code 239 and disappeared, the yarn session asks for a new container. Nothing else in the jobmanager's log
netty: readAddress(..) failed: Connection timed out (connection to '10.12.4.5/10.12.4.5:38211'). Job falls over about once a week since we moved to another VPC with a firewall between nodes
KDA app restarts a few times a month with "Heartbeat of TaskManager with id x timed out", downtime of 3 minutes, AWS says it is maintenance of a host
idle connections between workers are dropped by the NAT after 15 min and the shuffle then gets LocalTransportException: Connection reset
StreamPark k8s application 模式，隔几个小时报 TaskExecutor disconnected，pod 没有重启记录，网络插件是 calico
flink native k8s，节点 NotReady 之后 TM pod 一直 Terminating，任务报 TaskManager is no longer reachable
heartbeat.timeout raised from 50 s to 3 min and I still see that one worker is thrown out on big joins in batch mode, SeaTunnel 2.1 on Flink 1.13
Which of the 3 TMs was killed I can see (kubectl says Deleted by cluster-autoscaler scale-down), but then the job loses its tasks every time. safe-to-evict is not set
RemoteTransportException, then PrematureChannelClosureException on a Beam job, dataproc with preemptible secondary workers, the source says the shuffle partner went away
Using Flink 1.17 on AKS; since yesterday's node image upgrade a task manager pod is drained every twenty minutes or so and the job falls back to its last checkpoint each time.
At 02:47 one of our six blades froze. JobManager waited for it almost a minute, then failed all the tasks placed there; now 5 task managers are left in the overview.
I see one TM after another drop out and come back with a new resource id. Their heap is at 40 percent and logs simply end in the middle. Somebody suspects the hypervisor.
Flink on YARN 1.14: containers on the same host get released as the node turns UNHEALTHY due to its local-dirs check, and each time our stream fails over. Not out of memory, exit status -100.
We put the workers on preemptible VMs in GCP to save money. Every few hours a couple get reclaimed and I get paged for the failover. Anything to do but ignore?
Job restarts about 3 times a day. The root exception always talks of a closed connection to some remote task manager, a different address in each case. No GC problem, no OOM kills, 1.16 native k8s.
Under heavy load the worker with 1 CPU limit gets throttled so hard it can't send its heartbeat, and master removes it. Process is up all the while, later it registers afresh.
Our admins patched the rack switch, for two minutes workers in B couldn't see the jobmanager in A. All of them were declared gone, and jobs restarted when they came back.
hello, i have 3 taskmanager in docker compose, one disappear from dashboard after some hours. docker ps show container is up. jobmanager log say no longer reachable. what is wrong?
Somebody ran kubectl drain on the wrong node group. Three TM pods terminated with 143, replacement pods are up after two minutes, the job recovered from checkpoint 18823. Just want to know if data is safe.
Session cluster on VMs, a VM was suspended by the nightly backup for 80 seconds; JM decided it's dead and restarted the jobs although it was back shortly afterwards.
Vertical pod autoscaler evicts our Flink workers to resize them, so at random moments a pod vanishes in the midst of processing and everything on it has to be deployed again.
EMR scale-in took out a task node with two Flink containers on it. The job failed over once, lag 5 minutes. We would like it to leave nodes with running containers alone.
Long distance setup: half of the TMs in the second datacenter. Whenever the VPN rekeys, connections between TMs reset and tasks fail with a transport exception, sometimes a heartbeat goes missing as well.
TM heartbeat timed out, job failed over
spot node reclaimed, two workers gone
remote task manager closed connection, restart
one TM missing after host reboot
Root exception is "TimeoutException: Heartbeat of TaskManager with id 10.9.3.41:6122-c2 timed out." on the box where the RAID controller hung this night.
In the exceptions tab: "Connection unexpectedly closed by remote task manager '10.9.3.52:39911'", and kubectl says that pod was evicted as its node went NotReady.
Dashboard "numRegisteredTaskManagers: 11 (was 12)", kubectl get events says "TaintManagerEviction Marking for deletion Pod flink-taskmanager-1-7". Is one replaced automatically?
凌晨一台物理机死机，上面的TM没了，JobManager等了五十秒之后把任务全部重启到别的机器
竞价实例被回收，两个TaskManager的pod直接消失，作业重启了一次，想确认数据没丢
TM的日志戛然而止，没有报错也没有OOM，JobManager那边说连不上远端了，怀疑宿主机网络抖动
The worker does not open its RPC port in time and Kubernetes ends the pod, then it comes up while it is being terminated
Liveness probe on the RPC port of the TaskManager ends the pod before it is up
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
Raised the parallelism to 3 as the operations tutorial tells me and now the click count job gives no output at all; all input goes into partition 0.
My streaming query with a tumbling window gives no rows at all although the input topic has data; one of its partitions is empty.
Hourly event-time totals: the result for 12 to 13 o'clock is missing the whole afternoon. The last event came at 12:50 and only when a new event arrives later the total is emitted.
After a union of two streams nothing comes out although one stream is far ahead in time; the other one rarely gets records and holds the event clock back.
event time windows not working with our partitioned pulsar topic, window does not get triggered
Watermark alignment will cause flink jobs to hang forever when any source subtask has no split
With our Kinesis source on the Flink runner the event-time windows stay silent: a watermark shows up downstream only once every single source subtask has sent at least one record.
CEP 规则从来不触发，watermark 一直是初始值不推进，数据明明在进
inserted one record with an event time field, no watermark shows up in the Flink web UI and the tumble window gives nothing
interval join gives no output, watermark of an idle input holds it back
watermark is stuck and windows hang forever, one partition is idle
output topic is empty although data flows in the input topic, time based aggregation
aggregates in time windows are not emitted, kafka topic is idle
source never resumes after watermark alignment plus idleness is enabled
Records come in on the input topic, the job is green, but the output topic of the one-minute aggregation stays empty.
The map before the window sees every Kafka record, the window function itself is never called and nothing is logged, on 1.15 with five-second event-time windows.
With more parallel readers than shards some of them have nothing to do. The UI shows no watermark at all and none of my windows ever gives a result; with exactly as many readers as shards it works.
按小时的滚动窗口,最后一条数据之后没有新数据进来,到整点了最后一个窗口一直没有计算结果。
Records from Kafka pass the map step, yet our five second tumbling event-time window never calls its function and there is no error anywhere.
With alignment switched on, the sources hang as soon as a few of their subtasks have reached the end of their input.
We count events in five-second windows by the time in the record. The map before the window sees every record from Kafka, but the function of the window is never called, and there is no error.
Records of one Kafka partition carry much older times than those of the others; the clock of the job follows the oldest one, everything from the other partitions piles up in the windows and nothing comes out.
Since we scaled the job up, the event clock that one operator hands on has been standing still for hours, although the one it receives moves on; a restart does not help and the task burns a whole core firing timers.
While catching up on old data the sources keep pausing each other because of the 30 second drift limit, so the backlog shrinks far slower than the idle machines would allow.
Some of our file readers are done early; from then on the remaining aligned ones wait for them for ever and nothing more is read.
Parallelism above the number of Kinesis shards: the UI shows no watermark and none of the windows is ever triggered. With just as many subtasks as shards it works.
Tumbling five-second windows over a Kafka topic: the map before them prints each element, yet the window function is never called and there is no error.
Two connected streams, one of them silent at night. Event time of the operator stops then, and its timers fire only when the silent one speaks again.
with parallelism 3 my window gives no output, with 1 it does. All the input is in partition 0
event time does not move before every source subtask has seen a record
no messages on one of the partitions and so no watermark at all, CURRENT_WATERMARK stays NULL
aggregates in time windows are not emitted when the topic is quiet
event time window function apply is never called, watermarks do not progress with kafka
tumbling window never fires although records arrive
Event time windows over a partitioned Pulsar topic, timestamps extracted from the message. The window does not get triggered though the watermark should have been crossed.
Beam on FlinkRunner: topic has 3 partitions, only one received a record, and nothing is propagated to the next operator, windows just sit there until every source subtask has emitted something.
Kafka in, 5 second tumbling aggregation on event time, map() runs fine but apply() in the window is never reached. No errors at all.
按小时的滚动窗口，最后一条事件是12:50的，之后一直没新数据，13点那个窗口怎么都不算
两条流union到一起，其中一条时间早就过了还是不出结果，好像非要等另一条慢的
Tumbling event time window on kafka data, apply() is never reached. map() before it works, no error at all, no output.
Beam on Flink: topic has 3 partitions and only one of them gets records, the watermark is not propagated further and windows don't close. Only when all subtasks of the source emit something does it appear.
A Kafka source subtask that has no partitions never emits a watermark, so event time stands still in everything downstream
FlinkKafkaConsumer with per-partition watermarks: one partition with no data keeps the watermark back and windows wait forever
Beam python: ReadFromKafka then fixed window and GroupByKey gets stuck in streaming mode, nothing comes out of the group by on FlinkRunner (same on Dataflow)
FlinkRunner: if the unbounded source is empty no watermark is sent to the operators behind it
Beam on Flink: GroupByKey holds back event time windows until I shut the pipeline down, the impulse source never sends the final watermark
Streaming query with a one hour tumbling window over a Paimon table: watermark has passed but the window's result never comes, it shows when I kill the query and run it again
Web UI shows no Low Watermark for the local window aggregate task when some of the source subtasks are idle
My first Flink job with a time based aggregation runs, input topic has data, output topic stays empty
Partitioned Pulsar topic as Flink source, event time windows do not trigger although I print that the watermark crossed
WATERMARK defined in the DDL of a mysql-cdc table has no effect, flink 1.13.6 cdc 2.2.0
All my splits went idle and the watermark coming out depends on which one got idle first, sometimes it stays behind
event time window never emits anything, records arrive at the window operator (records received goes up), records sent stays 0
Kafka topic with 10 partitions but only 3 have data, tumbling window gives no output. With parallelism 3 it works
"No Watermark" in the UI on all subtasks, TumblingEventTimeWindows, I did call assignTimestampsAndWatermarks
The last window is never closed until another event comes in, our test data stops at 12:05 and the 12:00 window has no result
Flink SQL TUMBLE on rowtime: select * works, with group by TUMBLE nothing is printed
窗口不触发，数据进来了，水位线一直是 Long.MIN_VALUE
并行度大于 kafka 分区数，事件时间窗口一直不输出
interval join of two streams produces nothing, one of the two topics has hardly any traffic
windows don't fire
no output from window, no error
窗口没有结果
Low watermark at 1970-01-01 / -9223372036854775808, timestamps are in seconds not ms I think, window doesn't fire
Since Monday results of one hour windows are missing, currentOutputWatermark metric is a flat line, consumption of kinesis goes on. One shard has had no records since a reshard
We union a rarely used control stream with the main stream and now onEventTime timers are never called
unit test with fromElements works since it ends with max watermark, the same job with socket source never fires
withIdleness(1 min) is set, still it stands still as soon as one Kafka partition is empty. KafkaSource 1.14
after mysql cdc snapshot phase the watermark doesn't move, window aggregates on a table with WATERMARK FOR ts AS ts - INTERVAL '5' SECOND give nothing
pulsar 4 个分区有一个没数据，session window 一直关不上，数据能看到进算子
Broadcast state: processElement gets events but onTimer isn't ever called, the broadcast side has no watermark
temporal table join FOR SYSTEM_TIME AS OF with a versioned kafka table has no output; dimension side did not change in days
Watermark alignment switched on in 1.17 and a source is paused now, group min stays the same and everything stands still, no backpressure
processing-time window OK, event-time one nothing at all. 1.12, forgot nothing I think: env.setStreamTimeCharacteristic is deprecated so I took it out
MATCH_RECOGNIZE gives no rows although pattern is in the data, in batch mode it finds them
hive partition commit with partition-time trigger never writes _SUCCESS, files are there and finished; in UI watermark column is empty
dashboard shows data lag of 9h at stage "hourly_rollup" whereas its input has lag of 5 s, nothing fails, checkpoints OK. Began when one tenant's topic went silent
After a restore from savepoint windows stay open, new events do arrive, some subtasks show "No Watermark" and some the right time. Parallelism 12 with 8 partitions
Beam on Flink, KafkaIO with a topic of 16 partitions, FixedWindows + GroupByKey never outputs when I send messages by hand with one key
flink cdc 接 kafka 做滚动窗口，晚上没数据的时候最后一个窗口要等到第二天早上才输出
上游 filter 之后再 assign watermark，有的 subtask 一条数据都没有，下游窗口就一直不触发，1.11 版本
Flink SQL 1.18 on YARN: HOP window query runs, source shows a million records in, and the sink table stayed empty since I launched it this morning. With processing time the same query gives rows.
We partition orders by country; Malta has no orders at night and from 1 to 6 no country gets its five minute totals, then all of it arrives in a rush with the first Maltese order.
I set the source parallelism to 32 for a topic of 12 partitions, hoping for speed. Since then the session windows downstream never close. No exceptions, checkpoints complete.
Added a second, rarely written topic with a union and now nothing gets out of the aggregation. As soon as I write a dummy message into that topic the windows of the past hours come out.
In the web UI the tab for watermarks says No Watermark on 4 of 10 subtasks of the source, and the join behind never emits. I thought idleness handling was the default?
Our event timers in KeyedProcessFunction used to call the timeout logic after 10 minutes of silence, but at weekends with no traffic they don't until Monday's first message comes.
Paired two streams by interval join on Flink 1.16; ads stream is dead since a vendor problem, and the order stream just accumulates in state without one result row.
hi. my tumbling window one minute work in unit test but in kafka no output ever. i print the event time and it show 1970. source is producing all the time, what i miss?
After we set watermark alignment with 30 s drift, most of the Kinesis shards are paused since one shard is at a position of two days ago. Throughput near zero, not backpressured at all.
The last batch of sensor values each evening isn't aggregated until the machines start next day. Data is in the operator, you see it in the state, it just waits for a newer event.
Job looks perfectly healthy: green, no restarts, lag 0, yet downstream asks where the hourly report is. The current event time of the window operator hasn't moved since 04:12.
We replaced the assigner by our own WatermarkGenerator which emits only in onEvent if a flag is set in the message. New device firmware does not set it, thus the windows keep silent.
Pattern detection with within(5 minutes) on Flink CEP gives no matches nor timeouts since one of the partitions was emptied by the producer's new hash. Events are arriving on all others.
Reading from Pulsar with 8 consumers, key shared; two consumers see no keys and since then event time for all of them holds at yesterday evening, input rate is normal.
window emits nothing, records flow in
event time frozen, one partition empty
No Watermark shown on source subtasks
timers never fire on quiet stream
Metric "currentInputWatermark = -9223372036854775808" on three of the join's subtasks for the entire day, numRecordsIn goes up on every one of them.
Watermark panel reads "2024-02-11 06:00:00.000" unchanged for five hours on the aggregate, though the newest records carry the present time and consumer lag is nil.
Found in metrics "watermarkAlignmentDrift 86 400 000" and most readers paused: the archive topic in the same alignment group is a day behind, the rest may not read on.
新增了一个很少有消息的topic做union，之后整点统计再也不出，往那个topic随便发一条就全出来了
晚上有些门店没有订单，对应分区空着，其他门店的五分钟汇总也跟着不出结果
UI里面source有几个子任务显示No Watermark，后面的会话窗口一直不关，数据明明在进
Beam Python reading from Kafka on the FlinkRunner in streaming mode gets stuck on GroupByKey: records go in, nothing ever comes out of it. Only with max_records or max_read_time set something pops up.
Flink SQL滚动窗口10秒,数据流是正常的,但是窗口计算没有触发,也没有结果输出,topic只有一个partition,source并行度是2
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
The Flink-based aggregation pipeline element cannot be started any more; our platform now needs Java 17 as a minimum while the Flink version in there wants Java 11.
on Java 11 the TMs complain about reflective access to the private constructor of the direct byte buffer
Our job starts fine but crashes as soon as the first record is handed from one operator to the next: it carries an immutable list, and since we run on JDK 17 reflection into java.util is forbidden.
java 17 module access errors, reflection is not opened for flink, need add-opens
job deployed on the cluster fails since we moved the build to jdk 17, flink runs on java 8
illegal reflective access / module not opened when following the tutorial on jdk17
flink libraries are built with jdk 1.8 and our job code is java 17, which gives incompatibilities at start
Runs on 11, but on 17 our job breaks at once because the serializer wants to look into private fields of JDK collections that are now closed.
We cannot deploy our application because we compile it for 11 while the runtime in the image is still 8.
After the library update our jar does not load any more: it was built for 17 and the cluster runs on 11.
My jar was built with 21 and the cluster runs on 11, it says the class file version is too new for it.
job compiled for Java 17, the cluster image has 8
the job jar was compiled with java 21 but the flink image runs java 11
Strange effect starting my Flink job on DC/OS: the demo app is built with JDK8 but it says Unsupported major.minor version 52.0, like the runtime in the Docker image isn't Java 8.
Followed the tutorial step by step on Windows, ran the bootstrap with java -cp and it dies right after 'starting historical data processing' with InaccessibleObjectException, Unable to make field accessible.
Flink 1.14 on my laptop with java 14: the example jar runs fine, but the python word_count example refuses to start and says my java isn't supported.
Followed the tutorial with a recent JVM and got InaccessibleObjectException from flink. Docs say Java 11+, looks like Flink is not playing nice with newer Java?
Our programs are written for Java 9+ and don't work in the Flink docker image because it still ships Java 8
We are stuck on JDK8 and the flink http connector is built for Java 11, even the http client needs 11. Is an uber jar a way around?
Since we moved to JDK 17 Flink does not do checkpoints any more, where do I pass the add-opens options
Java 17 job images do not start under the operator because the default config lacks the add-exports/add-opens options
Running Flink on JDK 17: ArraysAsListSerializer from chill-java breaks, and Kryo 2 can't deal with Java records at all
On JDK 17 everything that touches ExecutionEnvironmentImpl fails, a final field can't be accessed by reflection any more
s3 file system test with s5cmd fails on JDK17 with a reflection error, java.util is not opened
UnsupportedClassVersionError: com/acme/StreamingJob has been compiled by a more recent version of the Java Runtime (class file version 55.0), this version only recognizes up to 52.0
InaccessibleObjectException: Unable to make field private final java.util.Map java.util.Collections$UnmodifiableMap.m accessible: module java.base does not "opens java.util" to unnamed module
built with jdk 17 on my laptop, EMR 6.x flink run throws java.lang.UnsupportedClassVersionError at once
java.lang.IllegalAccessError: class org.apache.flink.util... cannot access class sun.security.krb5 because module java.security.jgss does not export it
本地 jdk17 编译，提交到集群 jdk8 报 class file version 61.0
flink 1.18 镜像 java11，升级到 java17 镜像之后 kryo 报 InaccessibleObjectException
hudi-flink bundle on jdk 17: java.lang.reflect.InaccessibleObjectException when the write task starts, on 8 it is fine
class file version 61.0, flink image is 1.17-scala_2.12
jdk 版本不对，任务起不来
wrong java on yarn nodes?
KDA Flink 1.15 runtime: my app goes to FAILED on start, compiled to target 17, in the CloudWatch log: only recognizes class file versions up to 55.0
Flink 2.0 client does not start with our Java 8, "has been compiled by a more recent version", we only replaced the dist directory
Set java home in flink-conf with env.java.home, the client takes 11 but containers on yarn still run 1.8 and user code can't be loaded
Iceberg 1.7 runtime jar in lib, the task managers say unsupported major.minor version 55, whole cluster is on Corretto 8
paimon-flink action jar, jdk 21: cannot access java.nio.DirectByteBuffer: module java.base does not "opens java.nio", arrow
NoSuchMethodError: java.nio.ByteBuffer.flip()Ljava/nio/ByteBuffer; we built on 11 with source/target 1.8
ClickHouse jdbc driver 0.6 in the sink needs java 11 apparently, job deploys but is refused in the TaskManager with class file has wrong version
ran the SocketWindowWordCount from IntelliJ with jdk 16: Exception in thread main java.lang.reflect.InaccessibleObjectException at ClosureCleaner
java.lang.UnsupportedClassVersionError in dinky 1.2 when I submit in application mode, dinky runs with 11 and the hadoop cluster with 8
Custom image FROM flink:1.16-java8 by mistake instead of java11, the pod goes to CrashLoopBackOff with UnsupportedClassVersionError for our main class
GC option -XX:+UseConcMarkSweepGC left in env.java.opts, on the java 17 image JVM says Could not create the Java Virtual Machine and jobmanager exits
records (java 17 record classes) in our pojo, job fails with UnsupportedOperationException: can't get field offset on a record class, Flink 1.19 jdk 17
Oracle cdc runs on jdk8, moved to openjdk 21 and debezium embedded engine fails on sun.nio.ch with an access error, add-opens in pom has no effect on the cluster
groovy 写的 UDF 本地能跑，服务器上报 Unsupported class file major version 65
zeppelin flink interpreter 0.10: exited with 1 after ops changed the machine's default from 8 to 17
Scala 2.12 repl start-scala-shell.sh on java 17 prints error: object java.lang.Object in compiler mirror not found
StreamPark 里提交 flink 1.20 的任务，服务器 JAVA_HOME 是 1.8，报 Unsupported major.minor version，换成 jdk11 后控制台又起不来了
Beam job server jar: harness up but pipeline crashes at once with module java.base does not opens java.lang to unnamed module; on dataproc 2.1 images which have 11
同事打的 jar 能启动，我同样的代码打出来就不行，上传后点 show plan 报 500，Unsupported class file，我本机是 temurin 22
Our dev switched the maven compiler to release 17 and submitted to the shared 1.16 session cluster, still on JDK 11. Upload is fine, then the entry class can't be loaded with numbers like 61 and 55.
Flink 1.18 on EKS, we went from the java11 tag of the image to java17 with the same jar. Now tasks with Kryo fall over as soon as they touch an unmodifiable list, something about opens.
I added one flag for a heap dump to env.java.opts.all and after the restart reflection into java.util fails in each job. Before my change everything ran on the very same JDK.
Only tasks on worker 7 fail, all other nodes are fine. Its JAVA_HOME points to 1.8 while the rest use 11, a leftover of the reinstall.
TaskManagers die in under a second after moving to the java 17 base image, nothing of Flink in the output but a sentence on an option for the concurrent mark sweep collector.
We pulled the new Iceberg runtime jar and since then submission fails when loading its classes: compiled for a newer runtime than our EMR machines have, which is Corretto 8.
Protobuf and our own classes are ok, but a spring dependency in the fat jar went to major version 6, it demands 17. Flink pods have 11 and the driver program can't even start.
hello i compile flink job on my mac with java 21 and run on server of company, got unsupported class something 65. do i change java on server or pom file?
PyFlink jobs on an arm image with JDK 17 break in the Arrow part with a complaint on the constructor of a direct byte buffer being not accessible. JDK 11 image is good.
Client host got JDK 21 by unattended upgrades, and since then flink run against our old 1.14 cluster fails in the CLI before the job reaches the JobManager. Other clients with 8 still submit.
Half of the fleet was migrated to Temurin 17 by Ansible, the other half waits for next week; the pipeline fails or works depending on where its subtasks land.
Upgraded to Flink 2.1, which brought Java 17 as default, and a hand-written POJO with LocalDateTime inside TreeMap goes through Kryo and can't make some private field accessible.
Byte Buddy inside our tracing agent says it doesn't officially support this Java, so the job class isn't instrumented and main throws. We were on 17, image is now 21.
Managed Flink app written in Kotlin: Gradle toolchain got bumped to 21, deploy goes to rollback because application code cannot be loaded in the Java 11 runtime of that service.
jar built for 17, cluster on 11
module java.base does not open java.util
unrecognized VM option after JDK bump
one TM still runs java 8
Submit ends with "UnsupportedClassVersionError: com/fleet/TripJob ... class file version 65.0, this version of the Java Runtime only recognizes class file versions up to 55.0", nobody touched the cluster.
First record into the Kryo-typed operator gives "InaccessibleObjectException: Unable to make field private final java.lang.Object[] java.util.Arrays$ArrayList.a accessible" since pods run Java 17.
kubectl logs of the jobmanager has just "Unrecognized VM option 'PrintGCDateStamps'. Error: Could not create the Java Virtual Machine." since we rebuilt our Flink image on JDK 17.
本地用JDK21打的包，集群上是JDK11，一提交就报class file version 65不认识
自己在配置里加了一个JVM参数，结果默认的add-opens全没了，Kryo反射全部报错
镜像升到17以后TM起不来，日志只有一行说GC参数不支持，去掉PrintGCDetails那些才能启动
KDA Flink starter kit won't start, "entry point class could not be loaded due to a linkage failure", I built the jar with my local JDK which is newer than the runtime
Built Flink with JDK 14, running it on Java 8 gives NoSuchMethodError java.nio.ByteBuffer.position(I)Ljava/nio/ByteBuffer
since we moved to JDK 17 flink can no longer do checkpointing
装好 Flink 1.13.6 集群启动后 Web UI 上 Task Slots 是 0，taskexecutor 的 .out 里写 VM option UseG1GC is experimental，Could not create the Java Virtual Machine
`,
};

export const complaints: Complaints = new Map(Object.entries(texts).map(([id, text]) => [id, text.trim().split('\n')]));
