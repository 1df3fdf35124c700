// SPDX-License-Identifier: MIT
// Of Unix sockets and raw pipes.
#include "tests/core/session/Rows.h"

namespace heddle::test {
namespace {

constexpr Row rows[] = {
    {"unixSockets", "main unix.listen main/l done ok 128"},
    {"unixSockets", "main unix.listen main/second failed error 128"},
    {"unixSockets", "main unix.accept main/l failed timeout 0"},
    {"unixSockets", "main unix.connect main/s done ok"},
    {"unixSockets", "main unix.accept main/l done ok"},
    {"unixSockets", "main unix.send main/s done ok 4"},
    {"unixSockets", "main unix.send_all main/s done ok 4"},
    {"unixSockets", "main unix.recv main/c done ok 3"},
    {"unixSockets", "main unix.recv main/c done ok 5"},
    {"unixSockets", "main unix.recv main/c failed timeout 0"},
    {"unixSockets", "main unix.shutdown main/s done ok 1"},
    {"unixSockets", "main unix.send main/s failed broken 0"},
    {"unixSockets", "main unix.recv main/c failed eof 0"},
    {"unixSockets", "main/child unix.recv main/s waits"},
    {"unixSockets", "main unix.send_all main/c done ok 4"},
    {"unixSockets", "main/child unix.recv main/s done ok 4"},
    {"unixSockets", "main unix.close main/l done ok"},
    {"unixSockets", "main unix.close main/l failed invalid"},
    {"unixSockets", "main unix.connect main/late failed refused"},
    {"unixBacklog", "main unix.listen main/l done ok 0"},
    {"unixBacklog", "main/child unix.connect main/child/s waits"},
    {"unixBacklog", "main/child unix.connect main/child/s done ok"},
    {"unixBacklog", "main unix.recv main/other done ok 2"},
    {"unixBacklog", "main unix.connect main/fourth failed timeout"},
    {"unixPairs", "main unix.send_all main/p.a done ok 8"},
    {"unixPairs", "main/child unix.recv main/p.b waits"},
    {"unixPairs", "main/child unix.recv main/p.b done ok 5"},
    {"unixPairs", "main/child unix.recv main/p.b done ok 3"},
    {"unixPairs", "main unix.recv main/p.a done ok 7"},
    {"unixPairs", "main unix.recv main/p.a failed eof 0"},
    {"unixPairs", "main unix.send_all main/p.a failed broken 0"},
    {"unixPairs", "main/child unix.close main/p.a done ok"},
    {"bytePipes", "main bytes.read main/p.read failed timeout 0"},
    {"bytePipes", "main bytes.write_all main/p.read failed invalid 0"},
    {"bytePipes", "main/child bytes.read main/p.read waits"},
    {"bytePipes", "main bytes.write_all main/p.write done ok 8"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 5"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 3"},
    {"bytePipes", "main bytes.write main/p.write done ok 4"},
    {"bytePipes", "main/child bytes.read main/p.read done ok 4"},
    {"bytePipes", "main bytes.close main/p.write done ok"},
    {"bytePipes", "main bytes.write main/unread.write failed broken 0"},
    {"bytePipes", "main bytes.close main/unread.write failed invalid"},
    {"fullBytePipe", "main/child bytes.write_all main/p.write waits ok 65536"},
    {"fullBytePipe", "main/child bytes.write_all main/p.write done ok 200000"},
    {"fullBytePipe", "main bytes.read main/p.read failed eof 0"},
    {"killedAtStreams", "main/receives unix.recv main/p.a failed killed"},
    {"killedAtStreams", "main/sends unix.send_all main/f.b failed killed"},
    {"killedAtStreams", "main/reads bytes.read main/b.read failed killed"},
    {"killedAtStreams", "main/accepts unix.accept main/l failed killed"},
};

}  // namespace

RowTable streamRows() {
    return {"TestOperations", rows, true};
}

}  // namespace heddle::test
