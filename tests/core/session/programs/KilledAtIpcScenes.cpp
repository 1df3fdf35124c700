// SPDX-License-Identifier: MIT
#include "core/ipc/BytePipe.h"
#include "core/ipc/Manager.h"
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessMutex.h"
#include "core/ipc/ProcessQueue.h"
#include "core/ipc/SignalInbox.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/UnixDatagram.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/Sleep.h"
#include "tests/core/session/programs/KilledScenes.h"

#include <csignal>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

const std::string tooMuch(9'000'000, 'x');  // more than any buffer takes

void queues() {
    ProcessQueue<int> empty{"empty"}, full{"full", 1}, joined{"joined"};
    ProcessQueue<std::string> unread{"unread"};
    full.put(1);
    joined.put(1);
    killOnceItWaits("gets", [&] { empty.get(); });
    killOnceItWaits("puts", [&] { full.put(2); });
    killOnceItWaits("joins", [&] { joined.join(); });
    killOnceItWaits("flushes", [&] {
        unread.put(tooMuch);
        unread.close();
        unread.joinThread();
    });
    for (ProcessQueue<int>* queue : {&full, &joined})
        queue->get();
}

void pipes() {
    PipeEnds pipe = makePipe("p");
    BytePipe bytes = makeBytePipe("b"), full = makeBytePipe("f");
    killOnceItWaits("receives", [&] { pipe.first.recv(); });
    killOnceItWaits("polls", [&] { pipe.first.poll(10h); });
    killOnceItWaits("sends", [&] { pipe.second.send(tooMuch); });
    killOnceItWaits("reads", [&] { bytes.reader.read(1); });
    killOnceItWaits("writesAll", [&] { bytes.writer.writeAll(tooMuch); });
    killOnceItWaits("writes", [&] {
        while (full.writer.write(tooMuch)) {
        }
    });
}

// Its own child outlives it, until nobody is left who may write.
void processes() {
    PipeEnds gone = makePipe("gone");
    killOnceItWaits("joins", [&] {
        gone.second.close();
        Process("grandchild", [&] { return gone.first.recv() ? 1 : 0; }).join();
    });
    gone.first.close();
    gone.second.close();
    ProcessMutex mutex{"m"};
    mutex.acquire();
    killOnceItWaits("acquires", [&] { mutex.acquire(); });
    killOnceItWaits("takes", [] { SignalInbox{SIGUSR1, "usr1"}.take(); });
}

// One listener whose backlog is full already, one that nobody connects to, and pairs of connected sockets.
template <class Listener, class Socket, class Address>
void sockets(const Address& addressOf) {
    Listener full{"full"}, idle{"idle"};
    full.listen({}, 0);
    idle.listen();
    Socket inBacklog{"inBacklog"}, client{"client"};
    inBacklog.connect(addressOf(full));
    client.connect(addressOf(idle));
    auto server = idle.accept("server");
    killOnceItWaits("accepts", [&] { idle.accept("c"); });
    killOnceItWaits("connects", [&] { Socket{"s"}.connect(addressOf(full)); });
    killOnceItWaits("receives", [&] { client.recv(1); });
    killOnceItWaits("sendsAll", [&] { client.sendAll(tooMuch); });
    killOnceItWaits("sends", [&] {
        while (server->send(tooMuch)) {
        }
    });
}

void datagrams() {
    UnixDatagramPair pair = UnixDatagram::pair("p");
    killOnceItWaits("receives", [&] { pair.first.recv(1); });
    killOnceItWaits("sends", [&] {
        while (pair.first.send("more") == Outcome::ok) {
        }
    });
}

void managers() {
    Manager manager{"manager"};
    ManagedQueue empty = manager.queue("empty"), full = manager.queue("full", 1);
    ManagedLock lock = manager.lock("lock");
    full.put(1);
    lock.acquire();
    killOnceItWaits("gets", [&] { empty.get(); });
    killOnceItWaits("puts", [&] { full.put(2); });
    killOnceItWaits("acquires", [&] { lock.acquire(); });
    lock.release();
}

}  // namespace

std::map<std::string, std::function<void()>> killedAtIpcScenes() {
    const auto portOf = [](const TcpListener& listener) { return listener.port(); };
    const auto addressOf = [](const UnixListener& listener) { return listener.address(); };
    return {{"killedAtProcessQueues", queues},
            {"killedAtPipes", pipes},
            {"killedAtProcesses", processes},
            {"killedAtTcp", [portOf] { sockets<TcpListener, TcpSocket>(portOf); }},
            {"killedAtUnixSockets", [addressOf] { sockets<UnixListener, UnixSocket>(addressOf); }},
            {"killedAtDatagrams", datagrams},
            {"killedAtManagers", managers}};
}

}  // namespace heddle::test
