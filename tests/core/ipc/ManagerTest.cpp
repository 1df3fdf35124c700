// SPDX-License-Identifier: MIT
// What nobody watches must work as well: here no Heddle is at the other end.
#include "core/ipc/Manager.h"

#include "core/ipc/Process.h"
#include "core/sync/EventFlag.h"
#include "core/sync/Sleep.h"
#include "core/sync/Thread.h"

#include <QTest>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <sstream>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace heddle;
using namespace std::chrono_literals;

namespace {

std::string contentOf(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

// The abstract addresses at which somebody listens.
std::set<std::string> listening() {
    std::set<std::string> found;
    std::istringstream lines(contentOf("/proc/net/unix"));
    for (std::string line; std::getline(lines, line);)
        if (const auto at = line.find('@'); at != std::string::npos && line.find("00010000") < at)
            found.insert(line.substr(at + 1));
    return found;
}

int memoryAreasOf(pid_t process) {
    const std::string maps = contentOf("/proc/" + std::to_string(process) + "/maps");
    return static_cast<int>(std::count(maps.begin(), maps.end(), '\n'));
}

// Until it sleeps in the kernel: it has asked, and nobody has answered.
void awaitItsSleep(pid_t process) {
    const std::string at = "/proc/" + std::to_string(process) + "/stat";
    while (contentOf(at).find(") S ") == std::string::npos)
        std::this_thread::yield();
}

}  // namespace

class ManagerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { std::signal(SIGINT, SIG_DFL); }  // Qt's tests catch it, programs do not
    void itsObjectsLiveInAProcessOfItsOwn();
    void everyProcessAndThreadSeesTheSameDict();
    void aNestedListIsACopy();
    void whatIsNotThereIsInvalid();
    void aRequestThatIsTooLargeIsInvalid();
    void aBoundedQueueMakesItsPutterWait();
    void onlyItsHolderReleasesALock();
    void whoWaitsForAWhileIsToldTimeoutAndNoSooner();
    void killedAtAnyInstantAClientLeavesTheLockToTheNext();
    void aStoppedManagerIsBrokenForItsClients();
    void aStrangerWhoSaysHalfAWordHoldsUpNobody();
    void whatAKilledClientWaitedForIsForTheNext();
    void clientsThatHaveGoneCostNoMemory();
    void aReplyMayBeLargerThanARequest();
    void aValueThatCouldNotBeSetToItsInitialOneSaysSo();
    void anInterruptOfTheTerminalDoesNotEndIt();
};

void ManagerTest::itsObjectsLiveInAProcessOfItsOwn() {
    Manager manager;
    QCOMPARE(manager.outcome(), Outcome::ok);
    QVERIFY(manager.pid() > 0 && manager.pid() != getpid());
    ManagedValue value = manager.value("v", "text");
    QCOMPARE(value.get()->asText(), std::string("text"));
}

void ManagerTest::everyProcessAndThreadSeesTheSameDict() {
    Manager manager;
    ManagedDict dict = manager.dict();
    std::vector<Process> processes;
    for (int i = 0; i < 8; ++i)
        processes.push_back(Process([&, i] {
            dict.set(i, 2 * i);
            Thread([&] { dict.set(100 + i, i); }).join();
            return 0;
        }));
    for (Process& process : processes)
        QVERIFY(process.join().isClean());
    QCOMPARE(dict.size(), std::size_t(16));
    const auto items = dict.items();
    for (std::size_t i = 0; i < 8; ++i)
        QCOMPARE(items[i].second, Json(2 * i));  // in order of key
}

void ManagerTest::aNestedListIsACopy() {
    Manager manager;
    ManagedDict dict = manager.dict();
    dict.set("numbers", Json::list({1, 2}));
    Json copy = *dict.get("numbers");
    copy.append(3);
    QCOMPARE((*dict.get("numbers")).size(), std::size_t(2));
    dict.set("numbers", copy);
    QCOMPARE((*dict.get("numbers")).size(), std::size_t(3));
}

void ManagerTest::whatIsNotThereIsInvalid() {
    Manager manager;
    ManagedDict dict = manager.dict();
    ManagedList list = manager.list();
    QCOMPARE(dict.get("no").outcome(), Outcome::invalid);
    QCOMPARE(dict.remove("no"), Outcome::invalid);
    QCOMPARE(list.get(0).outcome(), Outcome::invalid);
    QCOMPARE(manager.nameSpace().get("no").outcome(), Outcome::invalid);
    QCOMPARE(manager.queue().tryGet().outcome(), Outcome::empty);
}

void ManagerTest::aRequestThatIsTooLargeIsInvalid() {
    Manager manager;
    ManagedList list = manager.list();
    QCOMPARE(list.append(std::string(60000, 'x')), Outcome::ok);
    QCOMPARE(list.append(std::string(70000, 'x')), Outcome::invalid);
    QCOMPARE(list.size(), std::size_t(1));
}

void ManagerTest::aBoundedQueueMakesItsPutterWait() {
    Manager manager;
    ManagedQueue queue = manager.queue({}, 1);
    QCOMPARE(queue.put(0), Outcome::ok);
    QCOMPARE(queue.tryPut(1), Outcome::full);
    Process putter([&] {
        for (int i = 1; i < 50; ++i)
            queue.put(i);
        return 0;
    });
    for (int i = 0; i < 50; ++i)
        QCOMPARE(*queue.get(), Json(i));
    QVERIFY(putter.join().isClean());
}

void ManagerTest::onlyItsHolderReleasesALock() {
    Manager manager;
    ManagedLock lock = manager.lock();
    QCOMPARE(lock.release(), Outcome::invalid);
    QCOMPARE(lock.acquire(), Outcome::ok);
    Thread([&] {
        QCOMPARE(lock.tryAcquire(), Outcome::refused);
        QCOMPARE(lock.release(), Outcome::invalid);
    }).join();
    QCOMPARE(lock.release(), Outcome::ok);
}

void ManagerTest::whoWaitsForAWhileIsToldTimeoutAndNoSooner() {
    Manager manager;
    ManagedLock lock = manager.lock();
    ManagedQueue queue = manager.queue({}, 1);
    QCOMPARE(lock.acquireFor(0ms), Outcome::ok);
    const auto begun = std::chrono::steady_clock::now();
    QCOMPARE(queue.getFor(20ms).outcome(), Outcome::timeout);
    QCOMPARE(queue.putFor(1, 0ms), Outcome::ok);
    QCOMPARE(queue.putFor(2, 20ms), Outcome::timeout);
    Thread([&] {
        QCOMPARE(lock.acquireFor(20ms), Outcome::timeout);
        QCOMPARE(lock.acquireFor(0ms), Outcome::timeout);
        QCOMPARE(lock.release(), Outcome::invalid);
    }).join();
    QVERIFY(std::chrono::steady_clock::now() - begun >= 60ms);
    QCOMPARE(*queue.get(), Json(1));
    QCOMPARE(lock.release(), Outcome::ok);
}

void ManagerTest::killedAtAnyInstantAClientLeavesTheLockToTheNext() {
    const unsigned seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 random{seed};
    Manager manager;
    ManagedLock lock = manager.lock();
    for (int round = 0; round < 60; ++round) {
        Process victim([&] {
            while (lock.acquire() != Outcome::broken)
                lock.release();
            return 0;
        });
        sleepFor(std::chrono::microseconds(random() % 2000));  // an instant like any other
        victim.kill();
        victim.join();
        const Outcome outcome = lock.acquire();
        QVERIFY(outcome == Outcome::ok || outcome == Outcome::killed);
        QCOMPARE(lock.release(), Outcome::ok);
    }
}

void ManagerTest::aStoppedManagerIsBrokenForItsClients() {
    Manager manager;
    ManagedValue value = manager.value({}, 1);
    ManagedQueue never = manager.queue();
    Process waiting([&] { return never.get() ? 1 : 0; });
    manager.stop();
    QVERIFY(waiting.join().isClean());
    QVERIFY(!value.get());
    QCOMPARE(value.set(2), Outcome::broken);
}

void ManagerTest::aStrangerWhoSaysHalfAWordHoldsUpNobody() {
    const std::set<std::string> before = listening();
    Manager manager;
    std::string name;
    for (const std::string& address : listening())
        if (!before.contains(address))
            name = address;
    QVERIFY(!name.empty());
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    name.copy(address.sun_path + 1, sizeof(address.sun_path) - 1);
    const FileDescriptor stranger{socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    const auto bytes = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    QCOMPARE(::connect(stranger.number(), reinterpret_cast<sockaddr*>(&address), bytes), 0);
    QCOMPARE(::send(stranger.number(), "x", 1, MSG_NOSIGNAL), ssize_t(1));
    EventFlag isServed;
    Thread client([&] {
        if (manager.dict().set(1, 2) == Outcome::ok)
            isServed.set();
    });
    const bool wasServed = isServed.waitFor(5s);
    if (!wasServed)
        ::kill(manager.pid(), SIGKILL);
    client.join();
    QVERIFY(wasServed);
}

void ManagerTest::whatAKilledClientWaitedForIsForTheNext() {
    Manager manager;
    ManagedQueue queue = manager.queue();
    ManagedLock lock = manager.lock();
    QCOMPARE(lock.acquire(), Outcome::ok);
    Process taker([&] { return queue.get() ? 0 : 1; });
    Process locker([&] { return lock.acquire() == Outcome::ok ? 0 : 1; });
    for (Process* client : {&taker, &locker}) {
        awaitItsSleep(client->pid());
        client->kill();
        client->join();
    }
    QCOMPARE(queue.put(7), Outcome::ok);
    const auto got = queue.getFor(1s);
    QVERIFY(got);
    QCOMPARE(*got, Json(7));
    QCOMPARE(lock.release(), Outcome::ok);
    QCOMPARE(lock.acquire(), Outcome::ok);  // and not killed: the dead one never had it
}

void ManagerTest::clientsThatHaveGoneCostNoMemory() {
    Manager manager;
    ManagedValue value = manager.value();
    const auto connect = [&](int times) {
        for (int i = 0; i < times; ++i)
            Thread([&] { value.set(i); }).join();
        return memoryAreasOf(manager.pid());
    };
    const int few = connect(20);
    QVERIFY2(connect(100) - few < 40, "a stack is kept for each");
}

void ManagerTest::aReplyMayBeLargerThanARequest() {
    Manager manager;
    ManagedDict dict = manager.dict();
    const std::string large(50'000, 'x');
    for (int i = 0; i < 8; ++i)
        QCOMPARE(dict.set(i, large), Outcome::ok);
    QCOMPARE(dict.items().size(), std::size_t(8));
    for (const auto& [key, item] : dict.items())
        QCOMPARE(item, Json(large));
    QCOMPARE(dict.size(), std::size_t(8));
}

void ManagerTest::aValueThatCouldNotBeSetToItsInitialOneSaysSo() {
    Manager manager;
    ManagedValue value = manager.value("v", std::string(70'000, 'x'));
    QCOMPARE(value.made(), Outcome::invalid);
    QVERIFY(value.get()->isNothing());
    QCOMPARE(manager.value("w", 1).made(), Outcome::ok);
}

void ManagerTest::anInterruptOfTheTerminalDoesNotEndIt() {
    Manager manager;
    ManagedValue value = manager.value({}, 1);
    ::kill(manager.pid(), SIGINT);
    QCOMPARE(value.set(2), Outcome::ok);
}

QTEST_APPLESS_MAIN(ManagerTest)
#include "ManagerTest.moc"
