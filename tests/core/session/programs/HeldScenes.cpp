// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/HeldScenes.h"

#include "core/ipc/BytePipe.h"
#include "core/ipc/Process.h"
#include "core/ipc/ProcessMutex.h"
#include "core/ipc/SignalInbox.h"
#include "core/ipc/TcpListener.h"
#include "core/ipc/UnixListener.h"
#include "core/sync/Argument.h"
#include "core/sync/LifoQueue.h"
#include "core/sync/Mutex.h"
#include "core/sync/Print.h"
#include "core/sync/RecursiveMutex.h"
#include "core/sync/Semaphore.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <csignal>
#include <cstdio>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void childWaitsWith(const std::function<void()>& wait) {
    Process("child", [&] {
        wait();
        return 0;
    }).join();
}

void fullLifoAtFork() {
    LifoQueue<int> queue{"q", 1};
    queue.put(1);
    childWaitsWith([&] { queue.put(2); });
}

void emptySemaphoreAtFork() {
    Semaphore semaphore{"s", 1};
    semaphore.acquire();
    childWaitsWith([&] { semaphore.acquire(); });
}

void takenMutexAtFork() {
    Mutex mutex{"m"};
    mutex.acquire();
    childWaitsWith([&] { mutex.acquire(); });
}

// Who forks holds it on both sides, also two forks on.
void heldAtFork() {
    RecursiveMutex mutex{"m"};
    Semaphore semaphore{"s", 2};
    mutex.acquire();
    semaphore.acquire();
    childWaitsWith([&] {
        childWaitsWith([&] {
            mutex.acquire();
            mutex.release();
            mutex.release();
            semaphore.acquire();
        });
        mutex.release();
    });
    mutex.release();
}

void killedWithAMutex() {
    ProcessMutex mutex{"m"};
    Process child("child", [&] {
        mutex.acquire();
        sleepFor(1h);
        return 0;
    });
    sleepFor(10ms);
    child.signal(SIGKILL);
    mutex.tryAcquire();
    child.join();
}

void interruptedWithAPipe() {
    auto pipe = makeBytePipe("p");
    Process child("child", [&] {
        pipe.reader.close();
        sleepFor(1h);
        return 0;
    });
    pipe.writer.close();
    sleepFor(1ms);
    child.signal(SIGINT);
    pipe.reader.readFor(5, 1ns);
    child.join();
}

void endsWithAMutex() {
    ProcessMutex mutex{"m"};
    Thread holder("holder", [&] { mutex.acquire(); });
    sleepFor(10ms);
    mutex.tryAcquire();
}

void shutsDownReceiving() {
    auto pair = UnixSocket::pair("p");
    Thread reader("reader", [&] { pair.first.recv(10); });
    Thread writer("writer", [&] { pair.second.sendAll(std::string(1'000'000, 'x')); });
    sleepFor(100ms);
    pair.first.shutdown(argument("both", false) ? Shutdown::both : Shutdown::receiving);
}

void shutsDownReceivingUnsent() {
    auto pair = UnixSocket::pair("p");
    Thread reader("reader", [&] { pair.first.recv(10); });
    sleepFor(100ms);
    pair.first.shutdown(argument("both", false) ? Shutdown::both : Shutdown::receiving);
}

void shutsDownItsOwnSending() {
    TcpListener listener{"l"};
    listener.listen();
    TcpSocket near{"s"};
    near.connect(listener.port());
    const auto far = listener.accept("c");
    Thread writer("writer", [&] { near.sendAll(std::string(8'000'000, 'x')); });
    sleepFor(200ms);
    near.shutdown(Shutdown::sending);
}

template <class Listener, class Socket, class Address>
void closesBeforeAccepting(Listener& listener, const Address& address) {
    std::vector<Thread> clients;
    for (int i = 0; i < 4; ++i)
        clients.emplace_back([&] {
            Socket socket{"s"};
            if (socket.connect(address) == Outcome::ok)
                socket.recv(3);
        });
    sleepFor(300ms);
    listener.close();
}

void listenerCloses() {
    TcpListener listener{"l"};
    listener.listen(0, 0);
    closesBeforeAccepting<TcpListener, TcpSocket>(listener, listener.port());
}

void unixListenerCloses() {
    UnixListener listener{"l"};
    listener.listen({}, 0);
    closesBeforeAccepting<UnixListener, UnixSocket>(listener, listener.address());
}

void negativeBacklog() {
    TcpListener listener{"l"};
    listener.listen(0, -1);
    childWaitsWith([&] { TcpSocket{"s"}.connect(listener.port()); });
}

void tell(const char* what, int number) {
    std::printf("%s %d\n", what, number);
    std::fflush(stdout);
}

void acceptsAStranger() {
    TcpListener listener{"l"};
    listener.listen();
    Thread other("other", [] {
        for (int i = 0; i < 20; ++i)
            sleepFor(1s);
    });
    tell("port", listener.port());
    auto socket = listener.accept("c");
    if (socket)
        socket->recv(10);
}

void takesAStrangersSignal() {
    SignalInbox inbox{SIGUSR1, "in"};
    tell("pid", getpid());
    inbox.take();
}

void writesPastHeddle() {
    auto pair = UnixSocket::pair("p");
    Thread reader("reader", [&] { pair.first.recv(10); });
    sleepFor(100ms);
    [[maybe_unused]] const ssize_t written = write(pair.second.fd(), "hi", 2);
    print("written");
}

// Two children in each other's way, and one who will end it after a while.
void crossed(const std::function<void(Process& one)>& watch, const std::function<void()>& rest) {
    ProcessMutex first{"first"}, second{"second"};
    const auto takeBoth = [](ProcessMutex& one, ProcessMutex& other) {
        one.acquire();
        sleepFor(50ms);
        other.acquire();
        return 0;
    };
    Process one("one", [&] { return takeBoth(first, second); });
    Process other("other", [&] { return takeBoth(second, first); });
    watch(one);
    other.join();
    one.join();
    rest();
}

void watchedByAStranger() {
    std::thread dog;
    crossed(
        [&](Process& one) {
            dog = std::thread([&one] {
                std::this_thread::sleep_for(1500ms);
                one.kill();
            });
        },
        [&] { dog.join(); });
}

void watchedByASleeper() {
    crossed(
        [](Process& one) {
            std::this_thread::sleep_for(1500ms);
            one.kill();
        },
        [] {});
}

}  // namespace

std::map<std::string, std::function<void()>> heldScenes() {
    return {{"fullLifoAtFork", fullLifoAtFork},
            {"emptySemaphoreAtFork", emptySemaphoreAtFork},
            {"takenMutexAtFork", takenMutexAtFork},
            {"heldAtFork", heldAtFork},
            {"killedWithAMutex", killedWithAMutex},
            {"interruptedWithAPipe", interruptedWithAPipe},
            {"endsWithAMutex", endsWithAMutex},
            {"shutsDownReceiving", shutsDownReceiving},
            {"shutsDownReceivingUnsent", shutsDownReceivingUnsent},
            {"shutsDownItsOwnSending", shutsDownItsOwnSending},
            {"listenerCloses", listenerCloses},
            {"unixListenerCloses", unixListenerCloses},
            {"negativeBacklog", negativeBacklog},
            {"acceptsAStranger", acceptsAStranger},
            {"takesAStrangersSignal", takesAStrangersSignal},
            {"writesPastHeddle", writesPastHeddle},
            {"watchedByAStranger", watchedByAStranger},
            {"watchedByASleeper", watchedByASleeper}};
}

}  // namespace heddle::test
