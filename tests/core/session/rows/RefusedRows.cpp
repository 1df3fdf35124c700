// SPDX-License-Identifier: MIT
// Of what cannot be done: each ends at once, with an outcome that says why.
#include "tests/core/session/Rows.h"

namespace heddle::test {
namespace {

constexpr Row rows[] = {
    {"nobodyMayStart", "main thread.start main/thread failed refused"},
    {"nobodyMayStart", "main process.start main/process failed refused"},
    {"noDescriptors", "main tcp.accept main/listener failed error"},
    {"noDescriptors", "main tcp.connect main/socket failed error"},
    {"noDescriptors", "main tcp.listen main/second failed error"},
    {"noDescriptors", "main unix.listen main/unix failed error"},
    {"noDescriptors", "main unix.connect main/local failed error"},
    {"noDescriptors", "main datagram.bind main/late failed error"},
    {"terminates", "main process.terminate main/child done ok"},
    {"terminates", "main process.terminate main/child failed invalid"},
    {"outOfOrder", "main pipe.close main/p.recv failed invalid"},
    {"outOfOrder", "main tcp.accept main/l failed invalid"},
    {"outOfOrder", "main tcp.shutdown main/tcp failed invalid"},
    {"outOfOrder", "main tcp.send_all main/tcp failed broken"},
    {"outOfOrder", "main tcp.set_option main/tcp failed invalid"},
    {"outOfOrder", "main unix.accept main/ul failed invalid"},
    {"outOfOrder", "main unix.shutdown main/local failed invalid"},
    {"outOfOrder", "main datagram.connect main/d failed refused"},
    {"outOfOrder", "main datagram.recv main/d failed invalid"},
    {"outOfOrder", "main datagram.set_option main/udp failed invalid"},
    {"fullBacklog", "main tcp.connect main/second failed timeout"},
};

}  // namespace

RowTable refusedRows() {
    return {"TestOperations", rows};
}

}  // namespace heddle::test
