/** How a script is started so that it sees no network. The runner never starts one without it. */
export interface Isolation {
  /** Program and arguments that run `./script` of `folder` with `args`; they write `ready` to descriptor 3 right before. */
  command(folder: string, args: readonly string[]): { readonly program: string; readonly args: readonly string[] };
}

/** What the launcher says on descriptor 3 when everything is closed off and the script is about to start. */
export const readyMark = 'ready';

/**
 * Runs as process 1 of new namespaces. Any step that fails ends it before the script starts. In the end the script sees the
 * system's programs read-only, /dev/null and an empty folder, and nothing else: no home, no secrets, no configuration, no other process.
 */
const launcher = String.raw`
set -eu
folder=$1; shift
if tail -n +3 /proc/self/net/dev | grep -qv '^ *lo:'; then echo 'a network is still there' >&2; exit 97; fi
mount --make-rprivate /
mount -t tmpfs -o size=16m,mode=755,nosuid,nodev tmpfs "$folder/root"
cd "$folder/root"
mkdir work old dev
: > dev/null
mount --bind /dev/null dev/null
for dir in bin sbin lib lib32 lib64 usr; do
  if [ -L "/$dir" ]; then cp -P "/$dir" "$dir"
  elif [ -d "/$dir" ]; then mkdir "$dir"; mount --bind "/$dir" "$dir"; mount -o remount,bind,ro,nosuid,nodev "$dir"; fi
done
cp "$folder/script" work/script
chmod 500 work/script
pivot_root . old
cd /work
# umount asks /proc which mounts there are.
ln -s old/proc /proc
umount -l /old
rm /proc
rmdir /old
ulimit -c 0; ulimit -f 16384; ulimit -t 30; ulimit -v 2097152
printf ready >&3
exec 3>&-
exec prlimit --nproc=256 -- setpriv --no-new-privs --bounding-set=-all --inh-caps=-all -- ./script "$@"
`;

const flags = [
  '--user',
  '--map-root-user',
  '--net',
  '--mount',
  '--pid',
  '--ipc',
  '--uts',
  '--fork',
  '--kill-child=SIGKILL',
];

/**
 * Linux namespaces by util-linux's unshare. Where they are forbidden, as in many containers, the command fails and nothing runs.
 * The kernel ends unshare with this program, however that ends, and unshare the script.
 */
export const namespaces: Isolation = {
  command: (folder, args) => ({
    program: 'setpriv',
    args: ['--pdeathsig', 'KILL', '--', 'unshare', ...flags, '/bin/sh', '-c', launcher, 'launcher', folder, ...args],
  }),
};
