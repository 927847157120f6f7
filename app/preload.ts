import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ENGINE_PORT_MESSAGE, MAIN_CALL_CHANNEL, MAIN_EVENT_CHANNEL, type MainEvent, type PreloadBridge } from '../shared/ipc/main-events.ts';

const bridge: PreloadBridge = {
  invoke: (name, args) => ipcRenderer.invoke(MAIN_CALL_CHANNEL, name, args),
  onEvent: (listener) => void ipcRenderer.on(MAIN_EVENT_CHANNEL, (_event, message: MainEvent) => listener(message)),
  pathOf: (file) => webUtils.getPathForFile(file as File),
};
contextBridge.exposeInMainWorld('hawser', bridge);
ipcRenderer.on(ENGINE_PORT_MESSAGE, (event) => window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports));
