// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/RefusedScenes.h"

#include "core/ipc/BytePipe.h"
#include "core/ipc/Pipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/UdpSocket.h"
#include "core/ipc/UnixDatagram.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/Print.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

// For a scope this process may start nothing: it is somebody else where it is root, whom the kernel's limit
// of processes and threads does not bind. Behind it all is as before, as a sanitizer starts a thread at the
// end.
class OfNoProcesses {
public:
    OfNoProcesses() {
        getrlimit(RLIMIT_NPROC, &m_before);
        const rlimit none{0, m_before.rlim_max};
        if (setrlimit(RLIMIT_NPROC, &none) != 0 || (m_isRoot && setresuid(nobody, nobody, 0) != 0))
            print("the limit cannot be set");
    }
    ~OfNoProcesses() {
        if ((m_isRoot && setresuid(0, 0, 0) != 0) || setrlimit(RLIMIT_NPROC, &m_before) != 0)
            print("the limit cannot be lifted");
        prctl(PR_SET_DUMPABLE, 1);
    }

private:
    static constexpr uid_t nobody = 65534;
    const bool m_isRoot = geteuid() == 0;
    rlimit m_before{};
};

void nobodyMayStart() {
    const OfNoProcesses limited;
    Thread thread("thread", [] {});
    thread.join();
    Process process("process", [] { return 0; });
    process.join();
}

// All that need one, when there is none.
void noDescriptors() {
    TcpListener listener{"listener"};
    listener.listen();
    TcpSocket waiting{"waiting"};
    waiting.connect(listener.port());
    UdpSocket udp{"udp"};
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    const int lowest = dup(0);
    close(lowest);
    const rlimit few{static_cast<rlim_t>(lowest), limit.rlim_max};
    setrlimit(RLIMIT_NOFILE, &few);
    listener.accept("accepted");
    TcpSocket{"socket"}.connect(listener.port());
    TcpListener{"second"}.listen();
    UnixListener{"unix"}.listen();
    UnixSocket{"local"}.connect("nowhere");
    UdpSocket{"late"}.bind();
    int closed = 0;
    closed += makePipe("pipe").isOpen() ? 0 : 1;
    closed += makePipe("duplex", Duplex::yes).isOpen() ? 0 : 1;
    closed += makeBytePipe("bytes").isOpen() ? 0 : 1;
    closed += UnixSocket::pair("pair").first.isOpen() ? 0 : 1;
    closed += UnixDatagram::pair("datagrams").first.isOpen() ? 0 : 1;
    print(std::to_string(closed) + " of 5 are closed");
    setrlimit(RLIMIT_NOFILE, &limit);
}

void terminates() {
    Process child("child", [] {
        sleepFor(10h);
        return 0;
    });
    child.terminate();
    child.join();
    child.terminate();
}

void outOfOrder() {
    PipeEnds pipe = makePipe("p");
    pipe.first.close();
    pipe.first.close();
    TcpListener listener{"l"};
    listener.accept("c");
    TcpSocket tcp{"tcp"};
    tcp.shutdown(Shutdown::sending);
    tcp.sendAll("to nobody");
    tcp.close();
    tcp.setOption(SocketOption::keepAlive, 1);
    UnixListener unixListener{"ul"};
    unixListener.accept("c");
    UnixSocket local{"local"};
    local.close();
    local.shutdown(Shutdown::sending);
    UnixDatagram datagram{"d"};
    datagram.connect("nowhere-" + std::to_string(getpid()));
    datagram.close();
    datagram.recv(1);
    UdpSocket udp{"udp"};
    udp.close();
    udp.setOption(SocketOption::reuseAddress, 1);
}

// The kernel's backlog is full: it takes no more of those who connect, and answers nobody.
void fullBacklog() {
    TcpListener listener{"l"};
    listener.listen(0, 0);
    TcpSocket first{"first"}, second{"second"};
    first.connect(listener.port());
    second.connectFor(listener.port(), 20ms);
}

}  // namespace

std::map<std::string, std::function<void()>> refusedScenes() {
    return {{"nobodyMayStart", nobodyMayStart},
            {"noDescriptors", noDescriptors},
            {"terminates", terminates},
            {"outOfOrder", outOfOrder},
            {"fullBacklog", fullBacklog}};
}

}  // namespace heddle::test
