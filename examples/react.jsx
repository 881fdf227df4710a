/** React 19 sets attributes and properties of custom elements itself; their events are listened to by a ref. */
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

function OutfallMap({ onSelect, ...attributes }) {
  const map = useRef(null);
  useEffect(() => {
    const chosen = (event) => onSelect(event.detail);
    map.current.addEventListener('oa-select', chosen);
    return () => map.current?.removeEventListener('oa-select', chosen);
  }, [onSelect]);
  return <outfall-map ref={map} {...attributes} />;
}

function Board() {
  const [selection, setSelection] = useState(null);
  const [mode, setMode] = useState('above_water');
  return (
    <main>
      <h1>River outfalls in React</h1>
      <button type="button" onClick={() => setMode(mode === 'above_water' ? 'under_water' : 'above_water')}>
        {mode}
      </button>
      <output>{selection ? JSON.stringify(selection) : 'Choose a river, a gap or an outfall.'}</output>
      <div style={{ height: 520 }}>
        <OutfallMap district="demo" language="en" mode={mode} onSelect={setSelection} style={{ height: '100%' }} />
      </div>
    </main>
  );
}

createRoot(document.querySelector('#root')).render(<Board />);
