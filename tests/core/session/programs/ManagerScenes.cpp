// SPDX-License-Identifier: MIT
#include "tests/core/session/programs/ManagerScenes.h"

#include "core/ipc/Manager.h"
#include "core/ipc/Process.h"
#include "core/sync/Sleep.h"

using namespace std::chrono_literals;

namespace heddle::test {
namespace {

void managedThings() {
    Manager manager{"manager"};
    ManagedDict dict = manager.dict("dict");
    dict.set("warp", 1);
    dict.set(std::string(70'000, 'x'), 1);
    dict.get("warp");
    dict.get("weft");
    dict.size();
    dict.keys();
    dict.items();
    dict.remove("warp");
    dict.remove("weft");
    ManagedList list = manager.list("list");
    list.append(1);
    list.append(std::string(70'000, 'x'));
    list.get(0);
    list.get(9);
    list.set(0, 2);
    list.set(9, 2);
    list.size();
    ManagedValue value = manager.value("value", 1);
    value.get();
    value.set(2);
    ManagedNamespace space = manager.nameSpace("space");
    space.set("warp", 1);
    space.get("warp");
    space.get("weft");
    manager.stop();
    dict.size();
    dict.keys();
    dict.items();
    list.size();
    value.get();
    value.set(3);
    space.set("warp", 2);
}

void managedWaits() {
    Manager manager{"manager"};
    ManagedLock lock = manager.lock("lock");
    ManagedQueue queue = manager.queue("queue", 1);
    lock.release();
    lock.acquire();
    lock.tryAcquire();
    lock.acquireFor(1ms);
    queue.tryGet();
    queue.getFor(1ms);
    queue.put(7);
    queue.tryPut(8);
    queue.putFor(9, 1ms);
    lock.release();
    queue.get();
}

}  // namespace

std::map<std::string, std::function<void()>> managerScenes() {
    return {{"managedThings", managedThings}, {"managedWaits", managedWaits}};
}

}  // namespace heddle::test
