// SPDX-License-Identifier: MIT
// Of datagrams.
#include "tests/core/session/Rows.h"

namespace heddle::test {
namespace {

constexpr Row rows[] = {
    {"udpSockets", "main datagram.bind main/server done ok"},
    {"udpSockets", "main datagram.bind main/second failed error"},
    {"udpSockets", "main datagram.set_option main/server done ok 1"},
    {"udpSockets", "main datagram.recv main/server failed timeout 0"},
    {"udpSockets", "main datagram.send main/client done ok 4"},
    {"udpSockets", "main datagram.send main/client done ok 7"},
    {"udpSockets", "main datagram.recv main/server done ok 4"},
    {"udpSockets", "main datagram.recv main/server done full 3"},
    {"udpSockets", "main/child datagram.connect main/client done ok"},
    {"udpSockets", "main/child datagram.recv main/client waits"},
    {"udpSockets", "main datagram.send main/server done ok 5"},
    {"udpSockets", "main/child datagram.recv main/client done ok 5"},
    {"udpSockets", "main/child datagram.send main/client done ok 6"},
    {"udpSockets", "main datagram.recv main/server done ok 6"},
    {"udpSockets", "main datagram.close main/client done ok"},
    {"udpSockets", "main datagram.close main/client failed invalid"},
    {"udpSockets", "main datagram.send main/client failed invalid"},
    {"unixDatagrams", "main datagram.connect main/client done ok"},
    {"unixDatagrams", "main datagram.send main/server done ok 6"},
    {"unixDatagrams", "main datagram.recv main/client done full 3"},
    {"unixDatagrams", "main/sender datagram.send main/p.a waits"},
    {"unixDatagrams", "main datagram.send main/client failed refused 6"},
    {"unixDatagrams", "main/killed datagram.recv main/p.a failed killed"},
};

}  // namespace

RowTable datagramRows() {
    return {"TestOperations", rows, true};
}

}  // namespace heddle::test
