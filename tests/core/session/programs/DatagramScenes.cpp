// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/DatagramScenes.h"

#include "core/ipc/Process.h"
#include "core/ipc/UdpSocket.h"
#include "core/ipc/UnixDatagram.h"
#include "core/sync/Sleep.h"

#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void udpSockets() {
    UdpSocket server{"server"}, second{"second"}, client{"client"};
    server.bind();
    second.bind(server.port());
    server.setOption(SocketOption::reuseAddress, 1);
    server.recvFromFor(10, 1ms);
    client.sendTo("warp", server.port());
    client.sendTo("wefting", server.port());
    server.recvFrom(100);
    auto cut = server.recvFrom(3);
    Process child("child", [&] {
        client.connect(server.port());
        client.recv(100);
        client.send("thanks");
        return 0;
    });
    sleepFor(20ms);  // held: virtual, the child waits by then
    server.sendTo("back!", cut->port);
    child.join();
    server.recv(100);
    client.close();
    client.close();
    client.sendTo("late", server.port());
}

// Far more than fits: what comes behind it, and finds room, was sent later.
void udpLosses() {
    UdpSocket server{"server"}, client{"client"};
    server.bind();
    for (int i = 0; i < 600; ++i)
        client.sendTo(std::to_string(i) + std::string(2'000, 'x'), server.port());
    for (int i = 0; i < 20; ++i)
        server.recv(3'000);
    client.sendTo("last", server.port());
    while (*server.recv(3'000) != "last") {
    }
}

void unixDatagrams() {
    UnixDatagramPair pair = UnixDatagram::pair("p");
    UnixDatagram server{"server"}, client{"client"};
    server.bind();
    client.sendTo("unbound", server.address());
    client.bind();
    client.connect(server.address());
    client.send("bound");
    server.recvFrom(100);
    auto asked = server.recvFrom(100);
    server.sendTo("answer", asked->address);
    client.recv(3);
    Process sender("sender", [&] {
        for (int i = 0; i < 300; ++i)
            pair.first.send(std::string(2'000, 'x'));
        return 0;
    });
    sleepFor(20ms);  // held: virtual, the sender waits by then
    for (int i = 0; i < 300; ++i)
        pair.second.recv(10);
    sender.join();
    const std::string address = server.address();
    server.close();
    client.sendTo("nobody", address);
    Process killed("killed", [&] { return pair.first.recv(1) ? 1 : 0; });
    sleepFor(20ms);  // held: virtual, it waits by then
    killed.kill();
    killed.join();
}

void datagramStuck() {
    UnixDatagramPair pair = UnixDatagram::pair("p");
    pair.first.recv(1);
}

// Several processes at each socket: what comes of it is the scheduler's choice alone.
void datagramCrowd() {
    UdpSocket server{"server"};
    server.bind();
    UnixDatagram local{"local"};
    local.bind();
    std::vector<Process> processes;
    for (int i = 0; i < 3; ++i)
        processes.emplace_back("client-" + std::to_string(i), [&, i] {
            UdpSocket socket{"s"};
            socket.connect(server.port());
            UnixDatagram sender{"d"};
            for (int k = 0; k < 8; ++k) {
                socket.send(k % 2 == 0 ? "same" : std::string(static_cast<std::size_t>(3'000 * i), 'x'));
                socket.recv(100);
                sender.sendTo("unbound", local.address());
                sender.sendTo("unbound", local.address());
            }
            return 0;
        });
    for (int i = 0; i < 2; ++i)
        processes.emplace_back("server-" + std::to_string(i), [&] {
            for (int k = 0; k < 12; ++k) {
                auto asked = server.recvFrom(5'000);
                server.sendTo("answer", asked->port);
                local.recv(100);
                local.recv(100);
            }
            return 0;
        });
    for (Process& process : processes)
        process.join();
}

}  // namespace

std::map<std::string, std::function<void()>> datagramScenes() {
    return {{"udpSockets", udpSockets},
            {"udpLosses", udpLosses},
            {"unixDatagrams", unixDatagrams},
            {"datagramStuck", datagramStuck},
            {"datagramCrowd", datagramCrowd}};
}

}  // namespace heddle::test
